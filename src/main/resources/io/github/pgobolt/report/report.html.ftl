<#ftl output_format="HTML">
<#-- No line ends within "pgo-bolt" or "-Dpgobolt.…", nor before a per cent sign. -->
<#function prose text><#return text?replace(" %", "\xA0%")?esc?markup_string?replace("\\S*-\\S+", "<span class=\"whole\">$0</span>", "r")?no_esc></#function>
<#macro absent section>
<#local m = view.missing(section)!>
<#if m?has_content><p class="absent"><strong>Not here:</strong> ${m.why()!"no reason is recorded"}. To fill it, run <code>${m.run()!view.goal("run")}</code>.</p></#if>
</#macro>
<#macro badge tone><span class="badge ${tone}"><#nested></span></#macro>
<#macro scroll label><div class="scroll" tabindex="0" role="region" aria-label="${label}"><#nested></div></#macro>
<#macro chart svg label narrow="">
<#if svg?has_content>
<div class="scroll<#if narrow?has_content> wide</#if>" tabindex="0" role="region" aria-label="Chart: ${label}. The table after it has the same values."><#noautoesc>${svg}</#noautoesc></div>
<#if narrow?has_content><div class="narrow"><#noautoesc>${narrow}</#noautoesc></div></#if>
</#if>
</#macro>
<#macro key colour shape="square"><li><i class="${shape}" style="--k:var(--c-${colour})"></i><#nested></li></#macro>
<#macro variantKeys names>
<#list names as name>
<#if name == "pgo"><@key "pgo">pgo</@key><#elseif name == "pgo-bolt"><@key "pgo-bolt" "round">pgo-bolt</@key><#elseif name == "bolt"><@key "bolt" "diamond">bolt</@key><#elseif name?starts_with("baseline")><#if name != "baseline"><@key "control" "diamond">baseline again</@key></#if><#else><@key "other1" "diamond">${name}</@key></#if>
</#list>
</#macro>
<#macro shown value><@badge (value.name() == "CORRECT")?then("good", (value.name() == "WRONG")?then("bad", "neutral"))>${value.words()}</@badge></#macro>
<#macro yes value><#if value?? && value?is_boolean><#if value><@badge "good">yes</@badge><#else><@badge "bad">no</@badge></#if><#else><@badge "neutral">unchecked</@badge></#if></#macro>
<#-- What is not known is folded away behind the facts that are. -->
<#assign unknown = []>
<#macro row name value><#if value?contains("n/a")><#assign unknown += [name]><#elseif value?has_content><dt>${name}</dt><dd>${value}</dd></#if></#macro>
<#macro unknowns><#if unknown?has_content><details><summary>${unknown?size} not known</summary><p class="note">${unknown?join(", ")}</p></details><#assign unknown = []></#if></#macro>
<#macro bounds c><#if (c.low()!0) gt 0>${n.interval(c.low(), c.high())}</#if></#macro>
<#macro comparisons list label>
<@scroll label>
<table><thead><tr><th scope="col">workload</th><th scope="col">variant</th><th scope="col">verdict</th><th scope="col" class="num">change</th><th scope="col">interval</th><th scope="col" class="num">ratio</th><th scope="col" class="num">pairs</th><th scope="col">against</th></tr></thead><tbody>
<#list list as c>
<tr data-variant="${c.variant()!}" data-reference="${c.reference()!}" data-workload="${c.workload()!"all together"}"><th scope="row">${c.workload()!"all together"}</th><td class="nw">${c.variant()!}</td><td><@badge view.tone(c.verdict())>${(c.verdict().words())!"no verdict"}</@badge></td><td class="num">${n.change(c.ratio())}</td><td class="nw"><@bounds c/></td><td class="num">${n.ratio(c.ratio())}</td><td class="num">${n.count(c.pairs())}</td><td class="nw">${c.reference()!}</td></tr>
</#list>
</tbody></table></@scroll>
</#macro>
<#assign shipped = view.shipped()!>
<#assign metric = n.metric((report.benchmark().metric())!"cpu")>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="pgo-bolt-maven-plugin">
<title>${headline.title()}: ${view.title()?truncate(160)}</title>
<style>
<#noautoesc><#include "colours.css" parse=false><#include "report.css" parse=false></#noautoesc>
</style>
</head>
<body>
<a class="skip" href="#main">Skip to the verdict</a>
<div class="wrap">
<header class="top"><p><bdi>${view.title()?truncate(160)}</bdi><#if report.subject()??> · ${report.subject().kind()!} for ${report.subject().target()!"an unknown target"}</#if><#if report.createdAt()??> · <time datetime="${report.createdAt()}">${report.createdAt()?replace("T", " ")?replace("Z", " UTC")}</time></#if></p></header>
<main id="main">
<div class="hero ${headline.tone().word()}">
<@badge headline.tone().word()><#switch headline.tone().word()><#case "good">faster, and shown so<#break><#case "bad">problem<#break><#default><#if (report.selection())??>no gain shown<#else>unfinished</#if></#switch></@badge>
<h1>${headline.title()}</h1>
<p class="say">${prose(headline.sentence())}</p>
<#list headline.caveats() as caveat><p class="caveat">${prose(caveat)}</p></#list>
<dl class="tiles">
<#if shipped?has_content>
<#assign against = (report.overall(shipped.name(), "baseline").orElse(null))!>
<#if against?has_content><div><dt>${metric?cap_first} against the baseline</dt><dd>${n.change(against.ratio())}<small>${(against.verdict().words())!"no verdict"}</small></dd></div></#if>
<div><dt>Correct</dt><dd><#if shipped.name() == "baseline">reference<small>what the others are compared with</small><#else>${shipped.shown().words()}<#if report.checks()?has_content><small>${view.checkCount()}</small></#if></#if></dd></div>
<div><dt>Size</dt><dd>${n.bytes(shipped.sizeBytes())}<small><#if view.baseline()?? && shipped.name() != "baseline">${n.sizeChange(view.baseline().sizeBytes(), shipped.sizeBytes())} against the baseline<#else>${n.count(shipped.sizeBytes())} bytes</#if></small></dd></div>
</#if>
<#if report.steps()?has_content><div><dt>Cost of this build</dt><dd>${n.seconds(view.seconds()!0)}<small>${view.compiles()}<#if view.measuredNow()>, ${n.seconds(report.benchmark().elapsedSeconds())} of measuring</#if></small></dd></div></#if>
</dl>
<#if (report.selection().file())??><p class="file"><strong>${report.selection().variant()!}</strong>: ${n.clause(report.selection().reason()!"no reason is recorded")?truncate(400)}.<br><code>${report.selection().file()}</code><br>SHA-256 <code>${report.selection().sha256()!"not recorded"}</code></p></#if>
</div>
<nav class="toc" aria-label="Sections"><ul>
<li><a href="#results">Results</a></li><li><a href="#correctness">Correctness</a></li><li><a href="#profiles">Profiles</a></li><li><a href="#layout">Code layout</a></li><li><a href="#steps">Steps</a></li><li><a href="#environment">Environment</a></li><#if report.targets()?has_content><li><a href="#targets">Other targets</a></li></#if><li><a href="#reproduce">Reproduce</a></li><li><a href="#advice">Advice</a></li></ul></nav>

<section id="results" aria-labelledby="h-results">
<h2 id="h-results">Is it faster?</h2>
<@absent "comparisons"/>
<#if report.variants()?has_content>
<@scroll "Table of variants">
<table id="variants"><thead><tr><th scope="col">variant</th><th scope="col">verdict</th><th scope="col" class="num">change</th><th scope="col">interval</th><th scope="col">correct</th><th scope="col" class="num">size</th><th scope="col">SHA-256</th></tr></thead><tbody>
<#list view.variants() as r><#assign v = r.variant() c = r.against()!>
<tr<#if r.shipped()> class="ships"</#if>><th scope="row" class="nw">${v.name()}<#if r.shipped()> <@badge "good">ships</@badge></#if></th><td><#if r.isBaseline()>reference<#elseif c?has_content><@badge view.tone(c.verdict())>${(c.verdict().words())!"no verdict"}</@badge><#else><@badge "neutral">not measured</@badge></#if></td><td class="num"><#if !r.isBaseline() && c?has_content && c.ratio()??>${n.change(c.ratio())}</#if></td><td class="nw"><#if !r.isBaseline() && c?has_content><@bounds c/></#if></td><td><#if r.isBaseline()>reference<#else><@shown v.shown()/></#if></td><td class="num">${n.bytes(v.sizeBytes())}</td><td><code title="${v.sha256()!}">${n.shortHash(v.sha256())}</code></td></tr>
</#list>
</tbody></table></@scroll>
<#if view.std()?has_content><p class="note">The standard library is ${prose(view.std())}.</p></#if>
<#else><@absent "variants"/></#if>
<@absent "std"/>
<@absent "variants.pgo-bolt"/>
<#if intervalChart?has_content || view.perWorkload()?has_content || report.control()??>
<h3 id="h-intervals">Every variant against the baseline</h3>
<#if intervalChart?has_content>
<figure id="intervals" aria-labelledby="h-intervals">
<ul class="legend" aria-label="Key"><@variantKeys ["pgo", "bolt", "pgo-bolt"]?filter(v -> report.comparisons()?filter(c -> c.variant()! == v)?has_content)/><#if report.control()??><@key "control" "diamond">baseline again (measured against itself; its interval is shaded)</@key></#if><#if (report.benchmark().tolerance())??><@key "band" "band">counts as no difference (±${n.fraction(report.benchmark().tolerance())})</@key></#if></ul>
<@chart intervalChart "intervals of every variant against the baseline" narrowIntervalChart/>
<figcaption>Left of the zero line is faster. A line is what the true change lies within<#if (report.benchmark().alpha())??>, with a chance of ${n.fraction(report.benchmark().alpha())} that any verdict here, or on a single workload below, is false</#if>; a verdict needs the whole line on one side.</figcaption></figure>
<#else><p class="note">No comparison has an interval to draw: there were too few pairs.</p></#if>
<details><summary>The same values as a table</summary>
<@comparisons report.comparisons()?filter(c -> c.reference()! == "baseline") "Table of comparisons with the baseline"/>
<#if report.control()??><p id="control" class="note">Baseline again: ${n.ratio(report.control().ratio())} (${n.change(report.control().ratio())}), ${n.interval(report.control().low(), report.control().high())}, ${n.counted(report.control().pairs(), "pair", "pairs")}: ${(report.control().verdict().words())!"no verdict"}.</p></#if>
</details>

</#if>
<@absent "control"/>
<#if view.phases()?has_content>
<h3 id="h-phases">What each phase gave</h3>
<figure aria-labelledby="h-phases">
<@chart phaseChart "what PGO and BOLT gave, alone and together" narrowPhaseChart/>
<@scroll "Table of phases">
<table id="phases"><thead><tr><th scope="col">phase</th><th scope="col">verdict</th><th scope="col" class="num">change</th><th scope="col">interval</th><th scope="col" class="num">pairs</th><th scope="col">compared</th></tr></thead><tbody>
<#list view.phases() as p><tr><th scope="row">${p.title()}</th><td><@badge view.tone(p.comparison().verdict())>${(p.comparison().verdict().words())!"no verdict"}</@badge></td><td class="num">${n.change(p.comparison().ratio())}</td><td class="nw"><@bounds p.comparison()/></td><td class="num">${n.count(p.comparison().pairs())}</td><td class="nw">${p.comparison().variant()!} : ${p.comparison().reference()!}</td></tr></#list>
</tbody></table></@scroll>
</figure>
</#if>
<#if report.confirmations()?has_content>
<h3 id="h-confirmations">What was to ship, on fresh rounds</h3>
<@comparisons report.confirmations() "Table of fresh comparisons with the baseline"/>
</#if>
<#if report.sensitivity()??><#assign s = report.sensitivity()>
<h3 id="h-sensitivity">What layout alone does</h3>
<p id="sensitivity">${n.clause(s.sentence())?cap_first}.</p>
<#list s.draws()>
<details><summary>Time of each layout</summary>
<@scroll "Table of layouts">
<table><thead><tr><th scope="col">layout</th><th scope="col" class="num">against the linker's</th><th scope="col">interval</th><th scope="col">llvm-bolt</th></tr></thead><tbody>
<#items as d><tr><th scope="row">${d.name()!}</th><td class="num">${n.change(d.ratio())}</td><td class="nw">${n.interval(d.low(), d.high())}</td><td>${view.flags(d.options())}</td></tr></#items>
</tbody></table></@scroll></details>
</#list>
</#if>
<@absent "samples"/>
<#if driftChart?has_content>
<h3 id="h-drift">The pairs over time</h3>
<figure aria-labelledby="h-drift">
<ul class="legend" aria-label="Key"><@variantKeys rounds?first.changes()?keys/><@key "baseline" "line">drift of the baseline</@key><#if rounds?filter(r -> r.load()??)?has_content><@key "other2" "line">load of the machine</@key></#if></ul>
<@chart driftChart "pairs, drift of the baseline and load over the rounds"/>
<figcaption>Above: each point is one variant against the baseline of the same round. Below: how the baseline itself moved. Pairs stay level where the machine drifts; a point cloud that follows the drift would not be believed.</figcaption></figure>
<details><summary>The same values as a table</summary>
<@scroll "Table of rounds">
<table><thead><tr><th scope="col" class="num">round</th><#list rounds?first.changes()?keys as k><th scope="col" class="num">${k}, %</th></#list><th scope="col" class="num">drift, %</th><th scope="col" class="num">load</th></tr></thead><tbody>
<#list rounds as r><#if r?index lt 400><tr><th scope="row" class="num">${r.round()}</th><#list rounds?first.changes()?keys as k><td class="num"><#if r.changes()[k]??>${r.changes()[k]?string["0.00"]}</#if></td></#list><td class="num">${r.drift()?string["0.00"]}</td><td class="num"><#if r.load()??>${r.load()?string["0.00"]}</#if></td></tr></#if></#list>
</tbody></table></@scroll></details>

</#if>
<#if report.benchmark()??><#assign b = report.benchmark()>
<p class="note">Measured in ${metric}<#if b.metricReason()??> (${b.metricReason()})</#if>, ${n.counted(b.rounds(), "round", "rounds")} in random order<#if b.seed()??> (seed ${n.count(b.seed())?replace(",", "")})</#if><#if b.storedOn()??>, on ${b.storedOn()} and not in this build<#else>, ${n.seconds(b.elapsedSeconds())}</#if><#if b.stopReason()??>. It stopped because ${b.stopReason()}</#if>.</p>
<#list b.warnings()><ul class="plain note"><#items as w><li>${prose(w)}</li></#items></ul></#list></#if>
<#if report.otherComparisons()?has_content>
<details><summary>In the other metric (${n.metric(report.otherComparisons()?first.metric())}), which decides nothing</summary>
<@comparisons report.otherComparisons() "Table of comparisons in the other metric"/></details></#if>
<#if report.runs()?has_content>
<details><summary>Times of single runs</summary><@scroll "Table of runs">
<table><thead><tr><th scope="col">workload</th><th scope="col">file</th><th scope="col" class="num">runs</th><th scope="col" class="num">CPU time, median</th><th scope="col" class="num">wall time, median</th><th scope="col" class="num">least</th><th scope="col" class="num">most</th><th scope="col" class="num">peak memory</th></tr></thead><tbody>
<#list report.runs() as r><tr><th scope="row">${r.workload()!}</th><td class="nw">${r.variant()!}</td><td class="num">${n.count(r.runs())}</td><td class="num"><#if r.cpuSeconds()??>${n.seconds(r.cpuSeconds().median())}<#else>n/a</#if></td><#if r.wallSeconds()??><td class="num">${n.seconds(r.wallSeconds().median())}</td><td class="num">${n.seconds(r.wallSeconds().min())}</td><td class="num">${n.seconds(r.wallSeconds().max())}</td><#else><td class="num">n/a</td><td class="num">n/a</td><td class="num">n/a</td></#if><td class="num"><#if (r.maxRssKib().median())??>${n.plain(r.maxRssKib().median())} KiB<#else>n/a</#if></td></tr></#list>
</tbody></table></@scroll></details></#if>
<#if report.runs()?filter(r -> r.counters()?has_content)?has_content>
<details><summary>Counters of single runs</summary><@scroll "Table of counters">
<table><thead><tr><th scope="col">workload</th><th scope="col">file</th><th scope="col">counter</th><th scope="col" class="num">median</th></tr></thead><tbody>
<#list report.runs() as r><#list r.counters() as name, value><tr><th scope="row">${r.workload()!}</th><td class="nw">${r.variant()!}</td><td class="nw">${name?replace("_", " ")}</td><td class="num">${n.plain(value)}</td></tr></#list></#list>
</tbody></table></@scroll></details></#if>
<#if report.runs()?filter(r -> r.reported()??)?has_content>
<details><summary>What the workloads say of themselves</summary><@scroll "Table of reported metrics">
<table><thead><tr><th scope="col">workload</th><th scope="col">file</th><th scope="col" class="num">median</th><th scope="col" class="num">least</th><th scope="col" class="num">most</th><th scope="col">unit</th></tr></thead><tbody>
<#list report.runs()?filter(r -> r.reported()??) as r><tr><th scope="row">${r.workload()!}</th><td class="nw">${r.variant()!}</td><td class="num">${n.plain(r.reported().median())}</td><td class="num">${n.plain(r.reported().min())}</td><td class="num">${n.plain(r.reported().max())}</td><td>${r.reportedUnit()!}</td></tr></#list>
</tbody></table></@scroll></details></#if>
<#if report.microbenchmarks()?has_content>
<h3>Criterion, JMH and hyperfine</h3><p class="note">Beside the plugin's own measurement; they decide nothing.</p><@scroll "Table of other benchmarks">
<table><thead><tr><th scope="col">benchmark</th><th scope="col">tool</th><th scope="col">compared</th><th scope="col" class="num">times</th><th scope="col" class="num">change</th><th scope="col">interval</th><th scope="col">turns</th><th scope="col">verdict</th></tr></thead><tbody>
<#list report.microbenchmarks() as m><tr><th scope="row">${m.benchmark()!}</th><td>${m.harness()!}</td><td class="nw">${m.variant()!} : ${m.reference()!}</td><td class="num">${n.call(m.variantSeconds())} : ${n.call(m.referenceSeconds())}</td><td class="num">${n.change(m.ratio())}</td><td class="nw">${n.interval(m.low(), m.high())}</td><td>${view.turns(m)}</td><td><#if m.verdict()??><@badge view.tone(m.verdict())>${m.verdict().words()}</@badge><#else>none</#if></td></tr></#list>
</tbody></table></@scroll></#if>
</section>

<section id="correctness" aria-labelledby="h-correctness">
<h2 id="h-correctness">Is it correct?</h2>
<@absent "checks"/>
<#if report.checks()?has_content>
<#if view.failedChecks()?has_content>
<p>Checks: <@badge "bad">${view.checkCount()}</@badge></p>
<#list view.failedChecks() as c><h3>${c.variant()!}: ${c.name()!}</h3><pre class="evidence" tabindex="0">${c.detail()!"no evidence was recorded"}</pre><#if c.evidence()??><p>All of it is in <code>${c.evidence()}</code> in the work folder.</p></#if></#list>
<#else><p>Checks: <@badge "good">${view.checkCount()}</@badge></p></#if>
<#list view.nothingToCompare() as c><p><@badge "neutral">not shown</@badge> ${c.name()!}: ${c.detail()!}</p></#list>
<details<#if view.failedChecks()?has_content> open</#if>><summary>Every check with its evidence</summary><@scroll "Table of checks">
<table><thead><tr><th scope="col">variant</th><th scope="col">check</th><th scope="col">passed</th><th scope="col">evidence</th></tr></thead><tbody>
<#list report.checks() as c><tr><th scope="row" class="nw">${c.variant()!}</th><td>${c.name()!}</td><td><#if c.done()><@yes c.passed()/><#else><@badge "neutral">not done</@badge></#if></td><td class="long">${(c.detail()!)?truncate(400)}</td></tr></#list>
</tbody></table></@scroll></details></#if>
<#if report.crateTests()?has_content>
<h3>The crate's own tests</h3>
<p>${report.crateTests()?size - view.loudTests()?size} of ${report.crateTests()?size} passed, or were ignored, wherever they ran.</p>
<details<#if view.loudTests()?has_content> open</#if>><summary>Every test</summary><@scroll "Table of the crate's tests">
<table><thead><tr><th scope="col">test</th><#list view.testedVariants() as v><th scope="col">${v}</th></#list></tr></thead><tbody>
<#list view.loudTests() + report.crateTests()?filter(t -> t.quiet()) as t><tr><th scope="row" class="long">${t.test()!}</th><#list view.testedVariants() as v><#assign outcome = t.outcomes()[v]!"not run"><td><@badge (outcome == "passed")?then("good", (outcome == "ignored" || outcome == "not run")?then("neutral", "bad"))>${outcome}</@badge></td></#list></tr></#list>
</tbody></table></@scroll></details></#if>
<#if report.gates()?has_content>
<h3>Gates</h3><@scroll "Table of gates">
<table><thead><tr><th scope="col">gate</th><th scope="col">passed</th><th scope="col">figures</th></tr></thead><tbody>
<#list report.gates() as g><tr><th scope="row">${g.name()!}</th><td><@yes g.passed()/></td><td class="long">${g.detail()!}</td></tr></#list>
</tbody></table></@scroll></#if>
</section>

<section id="profiles" aria-labelledby="h-profiles">
<h2 id="h-profiles">How good are the profiles?</h2>
<div class="two">
<div><h3>PGO</h3>
<#if (report.profiles().pgo())??><#assign p = report.profiles().pgo()>
<p><#if p.grade()??><@badge view.gradeTone(p.grade())>${p.grade().name()}</@badge> </#if>${p.advice()!}</p>
<dl class="facts"><@row "functions" n.count(p.functions())/><@row "total count" n.count(p.totalCount())/><@row "largest count" n.count(p.maxCount())/><#if p.storedProfile()??><@row "taken from" p.storedProfile()/><#else><@row "read from" n.counted(p.rawFiles(), "raw profile", "raw profiles") + ", " + n.bytes(p.rawBytes())/></#if><#if p.translatedFunctions()??><@row "found by other names" n.counted(p.translatedFunctions(), "function", "functions")/></#if><#if p.arrivedPercent()??><@row "counts that arrived" n.percent(p.arrivedPercent())/></#if><#if p.lostFiles()??><@row "lost" n.count(p.lostFiles())/></#if><@row "did not match" n.counted(p.mismatchedFunctions(), "function", "functions")/><#if p.discardedCounts()??><@row "discarded counts" n.count(p.discardedCounts())/></#if></dl><@unknowns/>
<#else><@absent "profiles.pgo"/></#if></div>
<div><h3>BOLT</h3>
<#if (report.profiles().bolt())??><#assign b = report.profiles().bolt()>
<p><#if b.grade()??><@badge view.gradeTone(b.grade())>${b.grade().name()}</@badge> </#if>${b.advice()!}</p>
<dl class="facts"><@row "made by" b.source()!/><#if b.sourceReason()?? && !report.branchSampling()?has_content><@row "why" n.clause(b.sourceReason())/></#if><@row "functions" n.count(b.profiledFunctions()) + " of " + n.count(b.totalFunctions()) + " with a profile"/><#if b.coveragePercent()??><@row "covers" n.percent(b.coveragePercent()) + " of what PGO counted"/></#if><@row "stale" n.percent(b.stalePercent())/><#if b.arrivedPercent()??><@row "stored counts" n.percent(b.arrivedPercent()) + " are of functions in this file"/></#if><#if b.inferredPercent()??><@row "inferred" n.percent(b.inferredPercent()) + " of the samples"/></#if><#if b.samples()??><@row "samples" n.count(b.samples()) + " with " + n.counted(b.branchRecords(), "branch", "branches")/></#if><#if (b.densityFactor()!0) gt 1><@row "density" "BOLT would like " + n.plain(b.densityFactor()) + " times more samples"/></#if><#if b.mismatchingTracesPercent()??><@row "traces that do not fit" n.percent(b.mismatchingTracesPercent())/></#if><#if b.outOfRangePercent()??><@row "outside the file" n.percent(b.outOfRangePercent())/></#if><#list b.agreements() as a><@row "agrees with " + (a.source()!"another") n.percent(a.percent()) + ", " + a.hottestEdges() + " of its 10 hottest edges"/></#list><#if b.cfgDiscontinuityPercent()??><@row "flow that does not add up" n.percent(b.cfgDiscontinuityPercent())/></#if><#if b.warnings()??><@row "warnings of BOLT" n.count(b.warnings())/></#if></dl><@unknowns/>
<#else><@absent "profiles.bolt"/></#if></div>
</div>
<#if report.branchSampling()?has_content>
<h3>Where the branch profile comes from</h3>
<#list report.branchSampling()?filter(r -> r.accepted()) as r><p>From ${r.hardware()!"the processor"}<#if r.rung()??> (<code>${r.rung()}</code>)</#if>: ${n.clause(r.reason()!"no reason is recorded")}.</p><#else><p>From ${(report.profiles().bolt().source())!"instrumentation"}<#if (report.profiles().bolt().sourceReason())??>: ${n.clause(report.profiles().bolt().sourceReason())}</#if>.</p></#list>
<#if view.refusedRungs()?has_content>
<details><summary>Not taken: ${n.counted(view.refusedRungs()?size, "way", "ways")} of branch sampling by the processor</summary><@scroll "Table of ways to a branch profile that were not taken">
<table><thead><tr><th scope="col">way</th><th scope="col">hardware</th><th scope="col">why not</th></tr></thead><tbody>
<#list view.refusedRungs() as r><tr><th scope="row" class="nw">${r.rung()!}</th><td class="long">${r.hardware()!}</td><td class="long">${r.reason()!}<#if r.fix()??>. To fix it: <code>${r.fix()}</code></#if></td></tr></#list>
</tbody></table></@scroll></details></#if></#if>
<#if report.workloads()?has_content>
<h3>Workloads</h3><@scroll "Table of workloads">
<table><thead><tr><th scope="col">name</th><th scope="col">use</th><th scope="col" class="num">weight</th><th scope="col">command</th></tr></thead><tbody>
<#list report.workloads() as w><tr><th scope="row"><bdi>${w.name()!}</bdi></th><td class="nw">${w.use()!}</td><td class="num">${n.plain(w.weight())}</td><td class="long"><code>${w.commandLine()!}</code></td></tr></#list>
</tbody></table></@scroll></#if>
</section>

<section id="layout" aria-labelledby="h-layout">
<h2 id="h-layout">Where did the code go?</h2>
<@absent "layout"/>
<#if (report.layout().footprints())?has_content>
<@scroll "Table of the memory of hot code">
<table id="footprints"><caption>Memory that carries most of the counts</caption><thead><tr><th scope="col">variant</th><th scope="col" class="num">of all counts</th><th scope="col" class="num">pages of 4 KiB</th><th scope="col" class="num">cache lines</th><th scope="col" class="num">code</th></tr></thead><tbody>
<#list report.layout().footprints() as f><tr><th scope="row" class="nw">${f.variant()!}</th><td class="num">${n.percent(f.coveragePercent())}</td><td class="num">${n.count(f.hotPages())}</td><td class="num">${n.count(f.hotCacheLines())}</td><td class="num">${n.bytes(f.hotBytes())}</td></tr></#list>
</tbody></table></@scroll></#if>
<#if heatChart?has_content>
<h3 id="h-heat">Hot code over the address space</h3>
<figure aria-labelledby="h-heat"><@chart heatChart "share of the counts over the addresses of the code, one band for each variant"/>
<figcaption>The share of all counts that falls into each stretch of code. The more of it lies together, the fewer pages and cache lines it needs.</figcaption></figure>
<p class="note">How this is counted: the branch profile's counts by function, each spread evenly over that function's bytes; after BOLT, over the part that it kept hot. The profile and the method are the same before and after. Counts are not followed to single blocks, so the numbers before BOLT include cold blocks of hot functions.</p>
<details><summary>The largest stretches as a table</summary><@scroll "Table of hot stretches of code">
<table><thead><tr><th scope="col">variant</th><th scope="col" class="num">from, KiB</th><th scope="col" class="num">share</th></tr></thead><tbody>
<#list report.layout().heat() as h><#list h.sharePercents() as s><#if s gte 1><tr><th scope="row" class="nw">${h.variant()!}</th><td class="num">${n.count((s?index * h.binBytes()) / 1024)}</td><td class="num">${n.percent(s)}</td></tr></#if></#list></#list>
</tbody></table></@scroll></details></#if>
<#if sections?has_content>
<h3 id="h-sections">Sections of the files</h3>
<figure aria-labelledby="h-sections">
<ul class="legend" aria-label="Key"><#list sections?values?first as name, size><li><i style="--k:var(--${sectionColours[name?index]})"></i><code>${name}</code></li></#list></ul>
<@chart sectionChart "sizes of the sections of each file"/>
<@scroll "Table of sections">
<table><thead><tr><th scope="col">variant</th><#list sections?values?first?keys as name><th scope="col" class="num"><code>${name}</code></th></#list></tr></thead><tbody>
<#list sections as variant, sizes><tr><th scope="row" class="nw">${variant}</th><#list sizes as name, size><td class="num">${n.bytes(size)}</td></#list></tr></#list>
</tbody></table></@scroll></figure></#if>
<#if (report.layout().hottest())?has_content>
<h3>The hottest functions</h3><@scroll "Table of the hottest functions">
<table><thead><tr><th scope="col">function</th><th scope="col" class="num">share</th><th scope="col"><span class="note">of all counts</span></th></tr></thead><tbody>
<#list report.layout().hottest() as h><#if h?index lt 25><tr><td class="long"><code>${(h.name()!)?truncate(300)}</code></td><td class="num">${n.percent(h.sharePercent())}</td><td><#if h.sharePercent()??><meter min="0" max="100" value="${h.sharePercent()?string["0.##"]}" aria-label="Share of all counts">${n.percent(h.sharePercent())}</meter></#if></td></tr></#if></#list>
</tbody></table></@scroll></#if>
<#if (report.profiles().bolt().dynoStats())?has_content>
<h3>Branches, as BOLT counts them over the profile</h3><@scroll "Table of BOLT's dynamic statistics">
<table id="dyno"><thead><tr><th scope="col">statistic</th><th scope="col" class="num">before</th><th scope="col" class="num">after</th><th scope="col" class="num">change</th></tr></thead><tbody>
<#list report.profiles().bolt().dynoStats() as name, s><#if s.changePercent()??><tr><th scope="row">${name}</th><td class="num">${n.count(s.before())}</td><td class="num">${n.count(s.after())}</td><td class="num">${n.signedPercent(s.changePercent())}</td></tr><#else><#assign unknown += [name]></#if></#list>
</tbody></table></@scroll><#if unknown?has_content><details><summary>${n.counted(unknown?size, "statistic", "statistics")} without a change that BOLT tells</summary><p class="note">${unknown?join(", ")}</p></details><#assign unknown = []></#if></#if>
</section>

<section id="steps" aria-labelledby="h-steps">
<h2 id="h-steps">What did it cost?</h2>
<#if report.steps()?has_content>
<p>${view.compiles()?cap_first}<#if view.time()??>; ${view.time()}</#if>.</p>
<figure aria-labelledby="h-steps">
<#if stepChart?has_content><ul class="legend" aria-label="Key"><@key "other1">compiles</@key><@key "other3">does not compile</@key></ul></#if>
<@chart stepChart "the steps over time"/>
<@scroll "Table of steps">
<table><thead><tr><th scope="col">step</th><th scope="col">status</th><th scope="col" class="num">time</th><th scope="col" class="num">the plugin's own</th><th scope="col" class="num">compiles</th><#if view.knowsMemory()><th scope="col" class="num">peak memory</th></#if><th scope="col">what came out</th><th scope="col">why</th></tr></thead><tbody>
<#list report.steps() as s><tr><th scope="row" class="nw">${s.name()!}</th><td><@badge view.statusTone(s.status())>${(s.status().word())!"unknown"}</@badge></td><td class="num">${n.seconds(s.seconds())}</td><td class="num">${n.seconds(s.ownSeconds())}</td><td class="num">${s.compiles()}</td><#if view.knowsMemory()><td class="num"><#if s.peakMemoryBytes()??>${n.bytes(s.peakMemoryBytes())}</#if></td></#if><td class="long">${s.result()!}</td><td class="long">${s.reason()!}</td></tr></#list>
</tbody></table></@scroll></figure>
<#else><p class="absent">No step is recorded. Run <code>${view.goal("run")}</code>.</p></#if>
</section>

<section id="environment" aria-labelledby="h-environment">
<h2 id="h-environment">Where was it built and measured?</h2>
<@absent "machine"/>
<#if report.machine()??><#assign m = report.machine()>
<dl class="facts"><@row "processor" m.cpuModel()!/><#if m.cores()??><@row "processors" n.plain(m.cores()) + (m.logicalCpus()??)?then(" of " + m.logicalCpus(), "")/></#if><#if m.containerCpuLimit()??><@row "container's limit" n.plain(m.containerCpuLimit()) + (m.containerCpuLimit() == 1)?then(" processor", " processors")/><#else><@row "container's limit" "none"/></#if><#if m.memoryBytes()??><@row "memory" n.bytes(m.memoryBytes())/></#if><@row "system" m.os()!/><@row "kernel" m.kernel()!/><@row "architecture" m.architecture()!/><@row "governor" m.governor()!"n/a"/><@row "turbo" m.turbo()!"n/a"/><@row "SMT" m.smt()!"n/a"/><@row "virtualisation" m.virtualisation()!"none seen"/><@row "ASLR" m.aslr()!"n/a"/><@row "load" n.plain(m.loadBefore()) + " before, " + n.plain(m.loadAfter()) + " after"/><#if m.stealPercent()??><@row "steal" n.percent(m.stealPercent())/><#else><@row "steal" "n/a"/></#if></dl><@unknowns/>
<#list m.warnings()><ul class="plain note"><#items as w><li>${w}</li></#items></ul></#list></#if>
<#if report.rustFlags()?? || report.boltFlags()?has_content>
<h3>Flags in force</h3><dl class="facts">
<#if report.rustFlags()??><dt>your rustc flags</dt><dd><code>${view.flags(report.rustFlags().userFlags())}</code><#if report.rustFlags().userFlags()?has_content><br><span class="note">from ${report.rustFlags().userFlagsSource()!"no source"}</span></#if></dd><dt>the plugin's rustc flags</dt><dd><code>${view.flags(report.rustFlags().pluginFlags())}</code></dd></#if>
<#if report.boltFlags()?has_content><dt>llvm-bolt</dt><dd><code>${view.flags(report.boltFlags())}</code></dd></#if></dl></#if>
<@absent "tools"/>
<#if report.tools()?has_content>
<h3>Tools</h3><@scroll "Table of tools">
<table><thead><tr><th scope="col">tool</th><th scope="col">version</th><th scope="col">path</th><th scope="col">SHA-256</th></tr></thead><tbody>
<#list report.tools() as t><tr><th scope="row" class="nw">${t.name()!}</th><td>${t.version()!"n/a"}</td><td class="long"><code>${t.path()!"n/a"}</code></td><td><code title="${t.sha256()!}">${n.shortHash(t.sha256())}</code></td></tr></#list>
</tbody></table></@scroll></#if>
<#list report.notUnderstood()><ul class="plain note"><#items as u><li>not understood: ${u.tool()!"a tool"} ${u.version()!"of an unknown version"}: ${u.what()!}</li></#items></ul></#list>
</section>

<#if report.targets()?has_content>
<section id="targets" aria-labelledby="h-targets">
<h2 id="h-targets">What ships for other targets?</h2>
<p>Built with the profile of the one training, under the names that its functions have there.</p>
<@scroll "Table of targets">
<table><thead><tr><th scope="col">target</th><th scope="col">ships</th><th scope="col">correct</th><th scope="col">run</th><th scope="col" class="num">arrived</th><th scope="col">time against plain</th><th scope="col" class="num">size</th><th scope="col" class="num">against plain</th></tr></thead><tbody>
<#list report.targets() as t><tr><th scope="row" class="nw"><#if t.report()??><a href="${t.report()?url_path('UTF-8')}">${t.name()!}</a><#else>${t.name()!}</#if></th><td class="nw">${t.variant()!}</td><td><@badge t.tone()>${t.verdict()}</@badge></td><td>${t.ranBy()}</td><td class="num">${t.share()}</td><td>${t.time()}<#if (t.comparison().isBounded())!false> <@badge view.tone(t.comparison().verdict())>${(t.comparison().verdict().words())!"no verdict"}</@badge></#if></td><td class="num">${n.bytes(t.sizeBytes())}</td><td class="num">${n.sizeChange(t.baselineSizeBytes(), t.sizeBytes())}</td></tr></#list>
</tbody></table></@scroll>
<p class="note">Arrived: the share of the training's counts that found their function there.</p>
<ul class="plain"><#list report.targets() as t><li><strong>${t.name()!}</strong>: ${n.clause(t.reason()!"no reason is recorded")?cap_first}. <span class="note"><#if t.functionsWithoutData()?? || t.mismatches()??>${n.counted(t.mismatches(), "function", "functions")} with another control flow than in the training, ${n.count(t.functionsWithoutData())} that it never ran; </#if>${n.counted(t.compiles(), "compile", "compiles")}, ${n.seconds(t.seconds())}.</span><#list t.failedChecks()><ul><#items as c><li>${c.variant()!}: ${c.name()!}<#if c.evidence()??> (all of it: <code>${c.evidence()}</code> in the work folder)</#if><pre class="evidence" tabindex="0">${c.detail()!}</pre></li></#items></ul></#list></li></#list></ul>
</section>
</#if>

<section id="reproduce" aria-labelledby="h-reproduce">
<h2 id="h-reproduce">How do I get the same file?</h2>
<@absent "reproduce"/>
<#if report.reproduce()?has_content>
<p><button type="button" class="copy" id="copy" hidden>Copy</button>Paste this into a shell; it makes the file with the SHA-256 <code>${(report.selection().sha256())!"that is not recorded"}</code>. <span id="copied" role="status"></span></p>
<pre tabindex="0" aria-label="Commands"><code id="commands">${view.reproduceScript()}</code></pre></#if>
<#if report.secondBuild()??><p id="second-build"><@badge report.secondBuild().same()?then("good", "bad")>${report.secondBuild().same()?then("the same bytes", "differs")}</@badge> ${n.clause(report.secondBuild().sentence())}.</p>
<#list report.secondBuild().lines()><ul class="long"><#items as line><li>${line}</li></#items></ul></#list></#if>
</section>

<section id="advice" aria-labelledby="h-advice">
<h2 id="h-advice">What next?</h2>
<#list report.advice()><ol class="advice"><#items as a><li>${prose(a.text()!)}<br><span class="note">Because ${n.clause(a.because()!"of nothing recorded")}.</span></li></#items></ol><#else><p>Nothing that was measured calls for a change.</p></#list>
</section>
</main>
<footer>Written by pgo-bolt-maven-plugin ${report.pluginVersion()!}. The same facts for programs: report.json; for a pull request: report.md.</footer>
</div>
<script>
<#noautoesc><#include "report.js" parse=false></#noautoesc>
</script>
</body>
</html>
