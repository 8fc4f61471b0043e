package io.github.pgobolt.step;

import io.github.pgobolt.profile.TunedLayout;

/**
 * What a race of layouts came to.
 *
 * @param raced how many layouts took part; 0 if there was no race
 * @param layout the winner, for the source tree; null if none is shown better
 * @param why the result, for people, in sentences
 */
public record TuneResult(int raced, TunedLayout layout, String why) {}
