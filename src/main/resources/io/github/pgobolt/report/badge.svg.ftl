<svg xmlns="http://www.w3.org/2000/svg" width="${labelWidth + valueWidth}" height="20" role="img" aria-label="${label}: ${value}">
<title>${label}: ${value}</title>
<clipPath id="r"><rect width="${labelWidth + valueWidth}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${labelWidth}" height="20" fill="#444c56"/><rect x="${labelWidth}" width="${valueWidth}" height="20" fill="${{"good": "#1a7f37", "neutral": "#8a6100", "bad": "#b42318"}[tone]}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="${(labelWidth / 2)?round}" y="14">${label}</text><text x="${(labelWidth + valueWidth / 2)?round}" y="14">${value}</text></g>
</svg>
