namespace Cartwright.Demo.Pictures;

/// <summary>Silhouettes of furniture, lamps and cushions.</summary>
internal static class LivingShapes
{
    internal static string Chair(Paint p) => $"""
        <path d="M142 236l-20 100M266 236l20 100M164 232l-8 84M244 232l8 84" stroke="url(#w)" stroke-width="13" fill="none"/>
        <path d="M142 240l-20 98M266 240l20 98" stroke="#b07b48" stroke-width="13"/>
        {p.Either("<path d=\"M128 70q72-24 150 0l-12 118H140z\" fill=\"url(#b)\"/>", "<path d=\"M120 118q0-62 82-62t84 62l-14 74H134z\" fill=\"url(#b)\"/>", "<rect x=\"126\" y=\"62\" width=\"152\" height=\"78\" rx=\"26\" fill=\"url(#b)\"/><path d=\"M150 138v60M254 138v60\" stroke=\"#b07b48\" stroke-width=\"12\"/>")}
        <path d="M150 82q50-12 104 0" stroke="#fff" stroke-width="7" opacity=".35" fill="none"/>
        <path d="M118 208q0-24 26-24h120q26 0 26 24v16q0 22-22 22H140q-22 0-22-22z" fill="url(#b)"/>
        <path d="M118 222q82 14 172 0v4q0 20-22 20H140q-22 0-22-20z" fill="{p.Dark}"/>
        """;

    internal static string Sofa(Paint p) => $"""
        <path d="M84 306l-8 32M316 306l8 32" stroke="#b07b48" stroke-width="12"/>
        <path d="M66 150q0-44 44-44h180q44 0 44 44v100H66z" fill="{p.Dark}"/>
        {p.Either("<rect x=\"80\" y=\"120\" width=\"118\" height=\"110\" rx=\"22\" fill=\"url(#b)\"/><rect x=\"202\" y=\"120\" width=\"118\" height=\"110\" rx=\"22\" fill=\"url(#b)\"/>", "<rect x=\"80\" y=\"120\" width=\"240\" height=\"110\" rx=\"24\" fill=\"url(#b)\"/><g fill=\"#000\" opacity=\".18\"><circle cx=\"140\" cy=\"160\" r=\"5\"/><circle cx=\"200\" cy=\"160\" r=\"5\"/><circle cx=\"260\" cy=\"160\" r=\"5\"/></g>", "<rect x=\"78\" y=\"116\" width=\"244\" height=\"110\" rx=\"50\" fill=\"url(#b)\"/>")}
        <rect x="74" y="218" width="126" height="50" rx="18" fill="{p.Light}"/><rect x="200" y="218" width="126" height="50" rx="18" fill="{p.Main}"/>
        <path d="M62 258h276v34q0 20-20 20H82q-20 0-20-20z" fill="url(#d)"/>
        <path d="M36 208q0-26 26-26t26 26v92q0 12-12 12H50q-14 0-14-14z" fill="url(#b)"/><path d="M312 208q0-26 26-26t26 26v90q0 14-14 14h-26q-12 0-12-12z" fill="url(#b)"/>
        <rect x="98" y="158" width="66" height="62" rx="14" fill="{p.Accent}" transform="rotate(-10 130 190)"/><path d="M110 172l40-7" stroke="#fff" stroke-width="4" opacity=".4"/>
        """;

    internal static string Desk(Paint p) => $"""
        <path d="M84 206l-16 130M316 206l16 130" stroke="{p.Deep}" stroke-width="13"/>
        <path d="M112 206l-6 112M288 206l6 112" stroke="{p.Deep}" stroke-width="9" opacity=".55"/>
        <rect x="40" y="186" width="320" height="22" rx="6" fill="url(#b)"/><path d="M46 191h308" stroke="#fff" stroke-width="3" opacity=".5"/>
        {p.Either($"<rect x=\"214\" y=\"208\" width=\"110\" height=\"40\" rx=\"4\" fill=\"{p.Dark}\"/><path d=\"M256 228h26\" stroke=\"#fff\" stroke-width=\"5\" opacity=\".7\"/>", $"<rect x=\"222\" y=\"208\" width=\"92\" height=\"104\" rx=\"5\" fill=\"{p.Dark}\"/><path d=\"M222 242h92M222 277h92\" stroke=\"#fff\" stroke-width=\"2\" opacity=\".4\"/><g fill=\"#fff\" opacity=\".8\"><circle cx=\"268\" cy=\"226\" r=\"4\"/><circle cx=\"268\" cy=\"260\" r=\"4\"/><circle cx=\"268\" cy=\"294\" r=\"4\"/></g>", $"<path d=\"M76 270h248\" stroke=\"{p.Deep}\" stroke-width=\"9\"/>")}
        <rect x="128" y="98" width="112" height="72" rx="7" fill="#39424e"/><rect x="135" y="105" width="98" height="58" rx="3" fill="#a9c4d9"/><path d="M135 150l34-26 22 16 20-12 22 20v15h-98z" fill="#7fa6a0"/>
        <path d="M176 170h16v10h-16zM156 180h56v6h-56z" fill="#39424e"/>
        <path d="M300 186v-60l-26-26" stroke="{p.Accent}" stroke-width="7" fill="none"/><path d="M250 96l34-22 14 22-34 22z" fill="{p.Accent}"/><path d="M280 180h40v6h-40z" fill="{p.Accent}"/>
        <path d="M66 158h36l-5 28H71z" fill="#cd7f5b"/><path d="M84 158q-24-14-20-40 20 10 20 40zm0 0q24-14 20-40-20 10-20 40zm0 0q-6-30 0-54 8 24 0 54z" fill="#5f9a63"/>
        """;

    internal static string Shelf(Paint p) => $"""
        <path d="M96 54h208v284H96z" fill="url(#d)" opacity=".55"/>
        <g fill="url(#b)"><path d="M84 50h14v288H84zM302 50h14v288h-14zM84 46h232v14H84zM98 136h204v11H98zM98 228h204v11H98zM98 316h204v12H98z"/></g>
        <path d="M112 78h18v58h-18z" fill="#c65b4b"/><path d="M132 70h15v66h-15z" fill="#e3b04b"/><path d="M149 82h20v54h-20z" fill="#4b7a8c"/><path d="M174 136l14-58 16 4-13 54z" fill="#8a9a5b"/>
        <path d="M232 104h40l-6 32h-28z" fill="#f3ede2"/><path d="M252 104q-28-8-26-36 24 6 26 36zm0 0q26-8 26-38-24 8-26 38z" fill="#5f9a63"/>
        {p.Either("<path d=\"M116 172h16v56h-16z\" fill=\"#7d6aa5\"/><path d=\"M134 180h20v48h-20z\" fill=\"#d98a5b\"/><circle cx=\"196\" cy=\"206\" r=\"22\" fill=\"#f3ede2\"/>", "<rect x=\"114\" y=\"180\" width=\"74\" height=\"48\" rx=\"4\" fill=\"#e9dcc5\"/><path d=\"M138 198h26\" stroke=\"#a98c62\" stroke-width=\"5\"/>", "<rect x=\"120\" y=\"166\" width=\"52\" height=\"62\" fill=\"#fff\"/><path d=\"M128 220l16-24 10 12 6-8 6 20z\" fill=\"#6fa3a0\"/>")}
        <path d="M230 170h18v58h-18z" fill="#c65b4b"/><path d="M250 176h16v52h-16z" fill="#e9dcc5"/><path d="M268 166h18v62h-18z" fill="#4b7a8c"/>
        <rect x="112" y="262" width="84" height="54" rx="6" fill="#d9b98a"/><path d="M140 280h28" stroke="#8a6a43" stroke-width="6"/>
        <path d="M214 304h66v12h-66zM220 292h56v12h-56zM216 280h58v12h-58z" fill="{p.Accent}" stroke="#fff" stroke-width="1.5"/>
        """;

    internal static string Lamp(Paint p) => $"""
        <circle cx="200" cy="170" r="132" fill="#fff3c4" opacity=".55"/>
        {p.Either("<path d=\"M200 196v116\" stroke=\"url(#m)\" stroke-width=\"14\"/><path d=\"M193 190h14v124h-14z\" fill=\"#c9a45c\"/>", "<path d=\"M174 206q-44 62 0 108h52q44-46 0-108z\" fill=\"#efe7da\"/><path d=\"M178 222q-26 46 0 82\" stroke=\"#fff\" stroke-width=\"6\" fill=\"none\"/>", "<path d=\"M186 196h28l12 118h-52z\" fill=\"url(#w)\"/>")}
        <path d="M138 324q0-16 62-16t62 16v12H138z" fill="#6b5a48"/>
        <path d="M142 66h116l50 138q-108 22-216 0z" fill="url(#b)"/>
        <path d="M92 204q108 22 216 0" stroke="{p.Dark}" stroke-width="5" fill="none"/><path d="M142 66h116" stroke="{p.Dark}" stroke-width="5"/>
        <path d="M160 84l-36 106" stroke="#fff" stroke-width="9" opacity=".4"/>
        <ellipse cx="200" cy="209" rx="60" ry="6" fill="#fff0b0" opacity=".9"/>
        """;

    internal static string Cushion(Paint p) => $"""
        <path d="M70 92q130 22 260 0 26-6 22 20-24 88 0 190 4 26-22 22-130-22-260 0-26 4-22-22 24-102 0-190-4-26 22-20z" fill="url(#b)"/>
        <path d="M82 106q118 20 236 0 16-2 14 14-20 84 0 172 2 16-14 14-118-20-236 0-16 2-14-14 20-88 0-172-2-16 14-14z" fill="none" stroke="{p.Dark}" stroke-width="4" opacity=".6"/>
        {p.Either("<g stroke=\"#fff\" stroke-width=\"9\" opacity=\".5\" fill=\"none\"><path d=\"M96 160q104 14 208 0M92 208q108 10 216 0M96 256q104-10 208 0\"/></g>", $"<g fill=\"{p.Light}\" opacity=\".85\"><circle cx=\"140\" cy=\"156\" r=\"13\"/><circle cx=\"200\" cy=\"156\" r=\"13\"/><circle cx=\"260\" cy=\"156\" r=\"13\"/><circle cx=\"170\" cy=\"204\" r=\"13\"/><circle cx=\"230\" cy=\"204\" r=\"13\"/><circle cx=\"140\" cy=\"252\" r=\"13\"/><circle cx=\"200\" cy=\"252\" r=\"13\"/><circle cx=\"260\" cy=\"252\" r=\"13\"/></g>", "<path d=\"M200 204q-28-42 0-72 28 30 0 72zm0 0q28 42 0 72-28-30 0-72zm0 0q-42 28-72 0 30-28 72 0zm0 0q42-28 72 0-30 28-72 0z\" fill=\"#fff\" opacity=\".55\"/>")}
        <path d="M104 122q30 6 60 7" stroke="#fff" stroke-width="8" opacity=".5" fill="none"/>
        """;
}
