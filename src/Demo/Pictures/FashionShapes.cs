namespace Cartwright.Demo.Pictures;

/// <summary>Silhouettes of things to wear.</summary>
internal static class FashionShapes
{
    internal static string TShirt(Paint p) => $"""
        <path d="M148 72L84 98 32 172l52 38 24-26v148q92 12 184 0V184l24 26 52-38-52-74-64-26q-52 44-104 0z" fill="url(#b)"/>
        <path d="M148 72q52 62 104 0l-12-5q-40 36-80 0z" fill="{p.Dark}"/>
        <path d="M108 184v148M292 184v148" stroke="{p.Deep}" stroke-width="3" opacity=".35"/><path d="M44 158l52 38M356 158l-52 38" stroke="{p.Dark}" stroke-width="4" opacity=".6"/>
        {p.Either("", $"<path d=\"M216 150h52v44q-26 16-52 0z\" fill=\"{p.Dark}\" opacity=\".55\"/>", $"<path d=\"M108 206h184v20H108zM108 238h184v12H108z\" fill=\"{p.Light}\" opacity=\".75\"/>")}
        <path d="M136 250q14 40 6 76M262 230q-10 50-2 92" stroke="#000" stroke-width="5" opacity=".08" fill="none"/>
        """;

    internal static string Hoodie(Paint p) => $"""
        <path d="M140 96L84 118 40 290l46 14 30-106v126h168V198l30 106 46-14-44-172-56-22z" fill="url(#b)"/>
        <path d="M116 316h168v20H116zM38 286l50 15-5 17-50-15zM362 286l-50 15 5 17 50-15z" fill="{p.Dark}"/>
        <path d="M132 104q-8-60 68-60t68 60q-24 44-68 52-44-8-68-52z" fill="{p.Dark}"/><path d="M154 102q0-36 46-36t46 36q-18 30-46 36-28-6-46-36z" fill="{p.Deep}"/>
        <path d="M184 134v52M216 134v58" stroke="#fff" stroke-width="5" opacity=".9"/>
        <path d="M150 240h100l22 56H128z" fill="{p.Dark}" opacity=".55"/>
        {p.Either("", "<path d=\"M200 140v190\" stroke=\"#eef0f2\" stroke-width=\"5\" stroke-dasharray=\"2 6\"/>", $"<path d=\"M116 206h168v18H116z\" fill=\"{p.Light}\" opacity=\".7\"/>")}
        """;

    internal static string Sneaker(Paint p) => $"""
        <path d="M48 166q18 18 50 10 16-36 34-38 50 66 122 82 82 14 96 38 8 18-2 34H52q-20-60-4-126z" fill="url(#b)"/>
        <path d="M48 166q18 18 50 10l8 8q-20 40-62 34 0-30 4-52z" fill="{p.Dark}"/>
        <path d="M262 222q76 12 88 38 6 14 2 26-62 4-104-24z" fill="{p.Dark}" opacity=".7"/>
        <path d="M38 282h316q14 0 12 18-2 22-26 22H64q-26 0-26-24z" fill="#fbfaf7"/><path d="M40 308q4 14 24 14h276q18 0 24-12z" fill="{p.Accent}"/>
        <path d="M132 182l34-18M156 204l34-20M184 222l30-22M212 236l28-20" stroke="#fff" stroke-width="9"/>
        {p.Either("<path d=\"M96 274q46-4 76-56\" stroke=\"#fff\" stroke-width=\"15\" opacity=\".85\" fill=\"none\"/>", "<path d=\"M96 226l30 48M122 220l32 54M148 226l26 48\" stroke=\"#fff\" stroke-width=\"9\" opacity=\".8\"/>", "<circle cx=\"118\" cy=\"244\" r=\"22\" fill=\"#fff\" opacity=\".8\"/>")}
        <path d="M70 322v-10M110 322v-10M150 322v-10M190 322v-10M230 322v-10M270 322v-10M310 322v-10" stroke="#fff" stroke-width="3" opacity=".7"/>
        """;

    internal static string Watch(Paint p) => $"""
        <path d="M156 128l10-92h68l10 92zM156 262l10 92h68l10-92z" fill="{p.Either("#6f4a33", "#4a515c", "#8a929c")}"/>
        <path d="M172 50h56M170 342h60M168 326h64" stroke="#fff" stroke-width="3" opacity=".35"/>
        <rect x="286" y="184" width="20" height="24" rx="5" fill="#9aa2ab"/>
        <circle cx="200" cy="196" r="96" fill="url(#m)"/><circle cx="200" cy="196" r="84" fill="#6f7882"/><circle cx="200" cy="196" r="80" fill="url(#b)"/>
        <g stroke="{p.Deep}" stroke-width="14" opacity=".25"><path d="M200 130v132M134 196h132"/></g>
        <g stroke="{p.Ink}" stroke-width="6"><path d="M200 126v14M200 252v14M130 196h14M256 196h14"/></g>
        <g stroke="{p.Ink}" stroke-width="3"><path d="M235 135l-5 9M261 161l-9 5M261 231l-9-5M235 257l-5-9M165 257l5-9M139 231l9-5M139 161l9 5M165 135l5 9"/></g>
        {p.Either("", "<circle cx=\"200\" cy=\"228\" r=\"17\" fill=\"#fff\" opacity=\".3\"/><path d=\"M200 228v-11\" stroke=\"#fff\" stroke-width=\"3\"/>", "<rect x=\"228\" y=\"187\" width=\"24\" height=\"18\" rx=\"3\" fill=\"#fffdf5\"/><path d=\"M240 191v10\" stroke=\"#333\" stroke-width=\"3\"/>")}
        <path d="M200 196l-30-24" stroke="{p.Ink}" stroke-width="8"/><path d="M200 196l24-52" stroke="{p.Ink}" stroke-width="6"/><path d="M200 206l-8 50" stroke="#ef6f53" stroke-width="3"/><circle cx="200" cy="196" r="7" fill="#ef6f53"/>
        <path d="M140 160q20-34 56-38" stroke="#fff" stroke-width="7" opacity=".4" fill="none"/>
        """;

    internal static string Sunglasses(Paint p)
    {
        var lens = p.Either("M-64-30Q0-48 64-30 66 48 6 52-60 54-64-30Z", "M0-50A56 50 0 1 1-.1-50Z", "M-62-40H62L50 34Q46 50 26 50H-26Q-46 50-50 34Z");
        return $"""
            <path d="M54 176l-22-44q-4-14 10-16l40 2M346 176l22-44q4-14-10-16l-40 2" stroke="{p.Dark}" stroke-width="11" fill="none"/>
            <path d="M176 192q24-22 48 0" stroke="{p.Main}" stroke-width="13" fill="none"/>
            <g transform="translate(118 210)"><path d="{lens}" fill="{p.Deep}" opacity=".88" stroke="url(#b)" stroke-width="14"/><path d="M-34 14L4-28M-16 24l34-38" stroke="#fff" stroke-width="7" opacity=".4"/></g>
            <g transform="translate(282 210) scale(-1 1)"><path d="{lens}" fill="{p.Deep}" opacity=".88" stroke="{p.Main}" stroke-width="14"/></g>
            <path d="M266 224l38-42M284 234l34-38" stroke="#fff" stroke-width="7" opacity=".4"/>
            """;
    }

    internal static string Cap(Paint p) => $"""
        <path d="M78 248q-8-140 124-146 122 4 122 140-120-30-246 6z" fill="url(#b)"/>
        <path d="M202 102q-50 50-56 132M202 102q46 48 56 126" stroke="{p.Deep}" stroke-width="3" opacity=".5" fill="none"/><circle cx="202" cy="102" r="10" fill="{p.Dark}"/>
        <path d="M78 248q120-40 248-8 42 18 52 46-72-26-142-24-90 2-164 28-4-22 6-42z" fill="url(#d)"/>
        <path d="M92 262q112-30 222-4" stroke="#fff" stroke-width="3" stroke-dasharray="6 7" opacity=".45" fill="none"/>
        {p.Either("<circle cx=\"202\" cy=\"182\" r=\"26\" fill=\"#fff\" opacity=\".9\"/><path d=\"M188 190l14-22 14 22z\" fill=\"#4f6b5c\"/>", "<rect x=\"168\" y=\"164\" width=\"68\" height=\"34\" rx=\"5\" fill=\"#f3ede2\"/><path d=\"M182 181h40\" stroke=\"#6b5a48\" stroke-width=\"5\"/>", "")}
        <g fill="{p.Deep}" opacity=".6"><circle cx="118" cy="170" r="4"/><circle cx="284" cy="166" r="4"/></g>
        <path d="M112 160q20-34 54-44" stroke="#fff" stroke-width="8" opacity=".35" fill="none"/>
        """;
}
