<#ftl strip_whitespace=true>
<#-- A value in a table or a sentence is escaped by the Markdown output format; see MarkdownFormat. -->
<#macro absent section><#local m = view.missing(section)!><#if m?has_content>Not here: ${m.why!"no reason is known"}. Run `${(m.run!view.goal("run"))?no_esc}`.</#if></#macro>
<#macro none section>
<#local m = view.missing(section)!>
<#if m?has_content>
_Not here:_ ${m.why!"no reason is known"}. Next: ${m.run!view.goal("run")}

</#if>
</#macro>
<#function yesno value><#return value?string("yes", "**NO**")></#function>
## ${view.title()}: ${headline.title()}

**${headline.sentence()}**

<#list headline.caveats() as caveat>
> :warning: ${caveat}

</#list>
<#if report.variants()?has_content>
| variant | ${n.metric((report.benchmark().metric())!"cpu")} | interval | verdict | size | correct |
| --- | ---: | --- | --- | ---: | --- |
<#list view.variants() as row>
<#assign v = row.variant() c = row.against()!>
| ${v.name()}<#if row.shipped()> **(ships)**</#if> | <#if row.isBaseline()>1.000<#elseif c?has_content>${n.ratio(c.ratio())} (${n.change(c.ratio())})<#else>n/a</#if> | <#if !row.isBaseline() && c?has_content>${n.interval(c.low(), c.high())}</#if> | <#if row.isBaseline()>reference<#elseif c?has_content>${(c.verdict().words())!"n/a"}<#else>not measured</#if> | ${n.bytes(v.sizeBytes())} | <#if row.isBaseline()>reference<#else>${v.shown().words()}</#if> |
</#list>
<#if report.control()??>
| baseline again | ${n.ratio(report.control().ratio())} (${n.change(report.control().ratio())}) | ${n.interval(report.control().low(), report.control().high())} | ${(report.control().verdict().words())!"n/a"} | | |
</#if>

Below 1 is faster. <#if report.benchmark()??>${n.counted(report.benchmark().rounds(), "round", "rounds")} in random order; intervals hold at every look<#if report.benchmark().alpha()??>, with a chance of ${n.fraction(report.benchmark().alpha())} of a false verdict in all, those on single workloads included</#if>.</#if>

<#if view.std()?has_content>
The standard library is ${view.std()}.

</#if>
<#else>
<@none "variants"/>
</#if>
<@none "std"/>
<@none "comparisons"/>
### Results

<#list view.phases()>
| phase | change | interval | pairs | verdict |
| --- | ---: | --- | ---: | --- |
<#items as phase>
| ${phase.title()} | ${n.change(phase.comparison().ratio())} | ${n.interval(phase.comparison().low(), phase.comparison().high())} | ${phase.comparison().pairs()} | ${(phase.comparison().verdict().words())!"n/a"} |
</#items>

<#else>
Neither PGO nor BOLT was measured.

</#list>
<@none "variants.pgo-bolt"/>
<#list report.confirmations()>
On fresh rounds, for what was to ship:

| variant | change | interval | pairs | verdict |
| --- | ---: | --- | ---: | --- |
<#items as c>
| ${c.variant()!} | ${n.change(c.ratio())} | ${n.interval(c.low(), c.high())} | ${c.pairs()} | ${(c.verdict().words())!"n/a"} |
</#items>

</#list>
<#if report.sensitivity()??>
<#assign s = report.sensitivity()>
${n.clause(s.sentence())?cap_first}.

<#list s.draws()>
<details><summary>Time of each layout</summary>

| layout | against the linker's | interval | llvm-bolt |
| --- | ---: | --- | --- |
<#items as d>
| ${d.name()!} | ${n.change(d.ratio())} | ${n.interval(d.low(), d.high())} | ${view.flags(d.options())} |
</#items>

</details>

</#list>
</#if>
<#if view.perWorkload()?size gt 0>
<details><summary>Per workload (${view.perWorkload()?size} comparisons)</summary>

| workload | variant | change | interval | verdict |
| --- | --- | ---: | --- | --- |
<#list view.perWorkload() as c>
| ${c.workload()} | ${c.variant()!} | ${n.change(c.ratio())} | ${n.interval(c.low(), c.high())} | ${(c.verdict().words())!"n/a"} |
</#list>

</details>

</#if>
<#if report.runs()?has_content>
<details><summary>Time and peak memory of single runs</summary>

| workload | file | runs | CPU time, median | wall time, median | peak memory, median |
| --- | --- | ---: | ---: | ---: | ---: |
<#list report.runs() as r>
| ${r.workload()!} | ${r.variant()!} | ${n.count(r.runs())} | <#if (r.cpuSeconds().median())??>${n.seconds(r.cpuSeconds().median())}<#else>n/a</#if> | <#if (r.wallSeconds().median())??>${n.seconds(r.wallSeconds().median())}<#else>n/a</#if> | <#if (r.maxRssKib().median())??>${n.plain(r.maxRssKib().median())} KiB<#else>n/a</#if> |
</#list>

</details>

</#if>
<#list report.runs()?filter(r -> r.reported()??)>
<details><summary>What the workloads say of themselves</summary>

| workload | file | median | least | most | unit |
| --- | --- | ---: | ---: | ---: | --- |
<#items as r>
| ${r.workload()!} | ${r.variant()!} | ${n.plain(r.reported().median())} | ${n.plain(r.reported().min())} | ${n.plain(r.reported().max())} | ${r.reportedUnit()!} |
</#items>

</details>

</#list>
<#if report.microbenchmarks()?has_content>
#### Criterion, JMH and hyperfine

Beside the plugin's own measurement; they decide nothing.

| benchmark | tool | compared | times | change | interval | turns | verdict |
| --- | --- | --- | ---: | ---: | --- | --- | --- |
<#list report.microbenchmarks() as m>
| ${m.benchmark()!} | ${m.harness()!} | ${m.variant()!} : ${m.reference()!} | ${n.call(m.variantSeconds())} : ${n.call(m.referenceSeconds())} | ${n.change(m.ratio())} | ${n.interval(m.low(), m.high())} | ${view.turns(m)} | ${(m.verdict().words())!"none"} |
</#list>

</#if>
### Correctness

<#if report.checks()?size == 0>
<@none "checks"/>
<#elseif view.failedChecks()?size == 0>
Checks: ${view.checkCount()}.

<#else>
**Checks: ${view.checkCount()}:**

<#list view.failedChecks() as check>
- ${check.variant()!}: ${check.name()!}: ${check.detail()!}<#if check.evidence()??> (all of it: ${check.evidence()} in the work folder)</#if>
</#list>

</#if>
<#list view.nothingToCompare()>
Not shown, since there was nothing to compare:

<#items as check>
- ${check.name()!}: ${check.detail()!}
</#items>

</#list>
<#if report.checks()?size gt 0>
<details><summary>Every check</summary>

| variant | check | passed | evidence |
| --- | --- | --- | --- |
<#list report.checks() as check>
| ${check.variant()!} | ${check.name()!} | <#if check.done()>${check.passed()?string("yes", "NO")}<#else>not done</#if> | ${check.detail()!} |
</#list>

</details>

</#if>
<#if report.crateTests()?has_content>
The crate's own tests: ${report.crateTests()?size - view.loudTests()?size} of ${report.crateTests()?size} passed, or were ignored, wherever they ran.

<#list view.loudTests()>
| test |<#list view.testedVariants() as v> ${v} |</#list>
| --- |<#list view.testedVariants() as v> --- |</#list>
<#items as t>
| ${t.test()!} |<#list view.testedVariants() as v> ${t.outcomes()[v]!"not run"} |</#list>
</#items>

</#list>
</#if>
<#list report.gates()>
Gates:

<#items as gate>
- ${gate.passed()?string("passed", "FAILED")}: ${gate.name()!}: ${gate.detail()!}
</#items>

</#list>
### Profile collection

<#if (report.profiles().pgo())??>
<#assign p = report.profiles().pgo()>
- PGO: ${n.counted(p.functions(), "function", "functions")}, total count ${n.count(p.totalCount())}, maximum ${n.count(p.maxCount())}, from <#if p.storedProfile()??>${p.storedProfile()}<#else>${n.counted(p.rawFiles(), "raw profile", "raw profiles")} of ${n.bytes(p.rawBytes())}</#if>;<#if p.translatedFunctions()??> ${n.counted(p.translatedFunctions(), "function had another name here", "functions had other names here")};</#if><#if p.arrivedPercent()??> ${n.percent(p.arrivedPercent())} of the counts found their function;</#if> ${n.counted(p.mismatchedFunctions(), "function", "functions")} did not match. <#if p.grade()??>Grade: **${p.grade().name()}**.</#if> ${p.advice()!}
</#if>
<#if (report.profiles().bolt())??>
<#assign b = report.profiles().bolt()>
- BOLT, by ${b.source()!"an unknown source"}<#if b.sourceReason()??> (${n.clause(b.sourceReason())})</#if>: ${n.count(b.profiledFunctions())} of ${n.counted(b.totalFunctions(), "function", "functions")} with a profile, ${n.percent(b.stalePercent())} of the samples stale<#if b.coveragePercent()??>; covers ${n.percent(b.coveragePercent())} of what PGO counted</#if><#if b.arrivedPercent()??>; ${n.percent(b.arrivedPercent())} of the stored counts are of functions in this file</#if><#if b.inferredPercent()??>; ${n.percent(b.inferredPercent())} of the samples inferred</#if><#if b.samples()??>; ${n.counted(b.samples(), "sample", "samples")} with ${n.counted(b.branchRecords(), "branch", "branches")}, ${n.percent(b.mismatchingTracesPercent())} of the traces do not fit, ${n.percent(b.outOfRangePercent())} outside the file</#if><#list b.agreements() as a>; agrees with ${a.source()!"another"} to ${n.percent(a.percent())}</#list>. <#if b.grade()??>Grade: **${b.grade().name()}**.</#if> ${b.advice()!}
</#if>

<@none "profiles.pgo"/>
<@none "profiles.bolt"/>
<#list report.workloads()>
<details><summary>Workloads</summary>

| name | use | weight | command |
| --- | --- | ---: | --- |
<#items as w>
| ${w.name()!} | ${w.use()!} | ${n.plain(w.weight())} | ${w.commandLine()!} |
</#items>

</details>

</#list>
<#if (report.profiles().bolt().dynoStats())?has_content>
<details><summary>Branches and layout, as BOLT counts them</summary>

| statistic | before | after | change |
| --- | ---: | ---: | ---: |
<#list report.profiles().bolt().dynoStats() as name, stat>
| ${name} | ${n.count(stat.before())} | ${n.count(stat.after())} | ${n.signedPercent(stat.changePercent())} |
</#list>

</details>

</#if>
### Environment

${view.machineLine()}

<details><summary>Machine, tools, flags and steps</summary>

<#if report.machine()??>
<#assign m = report.machine()>
- kernel ${m.kernel()!"n/a"}, governor ${m.governor()!"n/a"}, turbo ${m.turbo()!"n/a"}, SMT ${m.smt()!"n/a"}, ASLR ${m.aslr()!"n/a"}, container's limit <#if m.containerCpuLimit()??>${n.plain(m.containerCpuLimit())} ${(m.containerCpuLimit() == 1)?then("processor", "processors")}<#else>none</#if>, load ${n.plain(m.loadBefore())} before and ${n.plain(m.loadAfter())} after, steal <#if m.stealPercent()??>${n.percent(m.stealPercent())}<#else>n/a</#if>
<#list m.warnings() as warning>
- ${warning}
</#list>
<#else>
<@none "machine"/>
</#if>
<#if report.rustFlags()??>
- your rustc flags: ${view.flags(report.rustFlags().userFlags())}<#if report.rustFlags().userFlags()?has_content>, from ${report.rustFlags().userFlagsSource()!"no source"}</#if>
- the plugin's rustc flags: ${view.flags(report.rustFlags().pluginFlags())}
</#if>
<#if report.boltFlags()?size gt 0>
- llvm-bolt: ${view.flags(report.boltFlags())}
</#if>
<#list report.branchSampling() as rung>
- branch profile by ${rung.rung()!}: ${rung.accepted()?string("taken", "not taken")}, ${rung.reason()!}<#if rung.fix()??>; to fix it: `${rung.fix()?no_esc}`</#if>
</#list>

<#list report.tools()>
| tool | version | path | SHA-256 |
| --- | --- | --- | --- |
<#items as t>
| ${t.name()!} | ${t.version()!"n/a"} | ${t.path()!"n/a"} | ${n.shortHash(t.sha256())} |
</#items>

<#else>
<@none "tools"/>
</#list>
<#list report.notUnderstood()>
<#items as u>
- not understood: ${u.tool()!"a tool"} ${u.version()!"of an unknown version"}: ${u.what()!}
</#items>

</#list>
<#list report.steps()>
| step | status | time | the plugin's own | compiles | peak memory | what came out | |
| --- | --- | ---: | ---: | ---: | ---: | --- | --- |
<#items as s>
| ${s.name()!} | ${(s.status().word())!} | ${n.seconds(s.seconds())} | ${n.seconds(s.ownSeconds())} | ${s.compiles()} | <#if s.peakMemoryBytes()??>${n.bytes(s.peakMemoryBytes())}</#if> | ${s.result()!} | ${s.reason()!} |
</#items>

${view.compiles()?cap_first}<#if view.time()??>; ${view.time()}</#if>.

</#list>
</details>

<#if report.targets()?has_content>
### Targets

| target | ships | run and checked | arrived there | time against plain | size | against plain | other control flow | without data | cost |
| --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: | --- |
<#list report.targets() as t>
| <#if links && t.report()??>[${t.name()!}](${t.report()?url_path('UTF-8')})<#else>${t.name()!}</#if> | ${t.variant()!} | <#if t.isWrong()>**${t.checked()}**<#else>${t.checked()}</#if> | ${t.arrived()} | ${t.time()}<#if (t.comparison().isBounded())!false>: ${(t.comparison().verdict().words())!"no verdict"}</#if> | ${n.bytes(t.sizeBytes())} | ${n.sizeChange(t.baselineSizeBytes(), t.sizeBytes())} | ${n.count(t.mismatches())} | ${n.count(t.functionsWithoutData())} | ${n.counted(t.compiles(), "compile", "compiles")}, ${n.seconds(t.seconds())} |
</#list>

Other control flow: functions whose branches are not those of the training there. Without data: functions of the file that the training never ran.

<#list report.targets() as t>
- ${t.name()!}: ${n.clause(t.reason()!"no reason is recorded")}.
<#list t.failedChecks() as check>
  - ${check.variant()!}: ${check.name()!}: ${check.detail()!}<#if check.evidence()??> (all of it: ${check.evidence()} in the work folder)</#if>
</#list>
</#list>

</#if>
### Reproduction

<#if report.reproduce()?size gt 0>
<#if (report.selection().sha256())??>
These commands make the selected file, SHA-256 `${report.selection().sha256()}`:

</#if>
${view.fence()?no_esc}bash
${view.reproduceScript()?no_esc}
${view.fence()?no_esc}

<#else>
<@none "reproduce"/>
</#if>
<#if report.secondBuild()??>
<#if report.secondBuild().same()>${n.clause(report.secondBuild().sentence())}.<#else>**${n.clause(report.secondBuild().sentence())}.**</#if>

<#list report.secondBuild().lines()>
<#items as line>
- ${line}
</#items>

</#list>
</#if>
### Observations

<#if (report.selection().reason())??>
- Selected ${report.selection().variant()!"nothing"}: ${n.clause(report.selection().reason())}.
<#else>
<@none "selection"/>
</#if>
<#list (report.benchmark().warnings())![] as warning>
- ${warning}
</#list>
<#list report.advice() as a>
- ${a.text()!} _Because ${n.clause(a.because()!"of nothing recorded")}._
<#else>
- No advice: nothing measured calls for any.
</#list>

<sub>pgo-bolt-maven-plugin ${report.pluginVersion()!}<#if report.createdAt()??>, ${report.createdAt()}</#if></sub>
