<#ftl strip_whitespace=true>
## What changed between two builds

<#list comparison.warnings() as warning>
> :warning: ${warning}

</#list>
<#list comparison.changes()>
| | what | before | after | |
| --- | --- | --- | --- | --- |
<#items as c>
| ${c.area()} | ${c.what()} | ${c.before()} | ${c.after()} | ${c.note()} |
</#items>
<#else>
${comparison.nothing()}
</#list>
