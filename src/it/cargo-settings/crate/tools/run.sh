#!/bin/sh
# Its first word is its own; the rest is the program.
RAN_UNDER="$1"
export RAN_UNDER
shift
exec "$@"
