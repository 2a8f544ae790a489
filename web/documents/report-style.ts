/** Style of a report's page. Contrast of every pair of colours is at least 4.5 to 1; on paper the page breaks between parts. */
export const reportStyle = `
body{margin:0 auto;max-width:60rem;padding:1rem;font:1.1875rem/1.5 Arial,sans-serif;color:#0b0c0c;background:#fff}
header,footer{border-color:#1d70b8;border-style:solid}
header{border-width:0 0 .5rem}footer{border-width:.125rem 0 0;margin-top:2rem}
h1{font-size:2rem;line-height:1.1}h2{font-size:1.5rem;margin-top:2rem}h3{font-size:1.1875rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}
caption{font-weight:bold;text-align:left}
th,td{border-bottom:1px solid #b1b4b6;padding:.5rem .5rem .5rem 0;text-align:left;vertical-align:top}
th[scope=row]{font-weight:normal}
small,.hint,figcaption{color:#505a5f;font-size:1rem}
figure{margin:1rem 0}svg{max-width:100%;height:auto}
.notice{border-left:.5rem solid #d4351c;padding:.5rem 1rem;background:#f3f2f1}
.skip-link{position:absolute;left:-999em}.skip-link:focus{position:static;background:#fd0;padding:.5rem}
a:focus{outline:3px solid #fd0}
@media print{body{font-size:11pt;max-width:none}.skip-link{display:none}h2{break-after:avoid}tr,figure,section>p{break-inside:avoid}}
`;
