namespace Cartwright.Demo.Pictures;

/// <summary>Silhouettes of books and writing things.</summary>
internal static class PaperShapes
{
    internal static string Book(Paint p) => $"""
        <g transform="rotate(-6 200 200)"><path d="M104 62h188q14 0 14 14v256q0 14-14 14H104z" fill="{p.Deep}"/><path d="M110 70h188v260H110z" fill="#f8f2e4"/><path d="M298 74v252M303 78v246" stroke="#d8cdb4" stroke-width="2"/>
        <path d="M96 52h182q12 0 12 12v256q0 12-12 12H96z" fill="url(#b)"/><path d="M96 52h22v280H96z" fill="{p.Dark}"/>
        {p.Either($"<circle cx=\"204\" cy=\"226\" r=\"56\" fill=\"{p.Light}\"/><path d=\"M118 262q44-44 86-12t86-22v92q0 12-12 12H118z\" fill=\"{p.Deep}\" opacity=\".75\"/><circle cx=\"228\" cy=\"206\" r=\"15\" fill=\"#fff4d2\"/>", $"<path d=\"M204 296v-110M204 250q-46-4-50-50 44 4 50 50zm0-26q46-4 50-50-44 4-50 50zm0-38q-20-24 0-54 20 30 0 54z\" fill=\"#fff4d2\" stroke=\"#fff4d2\" stroke-width=\"4\" opacity=\".9\"/>", $"<g fill=\"{p.Light}\"><path d=\"M146 190h48v48h-48z\"/><circle cx=\"238\" cy=\"214\" r=\"25\" fill=\"#fff4d2\"/><circle cx=\"170\" cy=\"274\" r=\"25\" fill=\"#fff4d2\"/><path d=\"M214 298l24-48 24 48z\"/></g>")}
        <path d="M148 92h112M166 116h76" stroke="{p.Ink}" stroke-width="13" opacity=".92"/><path d="M178 146h52" stroke="{p.Ink}" stroke-width="5" opacity=".6"/>
        <path d="M124 60v264" stroke="#fff" stroke-width="3" opacity=".25"/></g>
        """;

    internal static string Notebook(Paint p) => $"""
        <g transform="rotate(7 200 200)"><path d="M106 66h186q14 0 14 14v252q0 14-14 14H106z" fill="#e9dfca"/><path d="M302 84v246M297 80v252" stroke="#cbbfa5" stroke-width="2"/>
        <rect x="96" y="54" width="196" height="280" rx="16" fill="url(#b)"/><path d="M112 54h12v280h-12q-16 0-16-16V70q0-16 16-16z" fill="{p.Dark}"/>
        {p.Either("<rect x=\"158\" y=\"108\" width=\"86\" height=\"54\" rx=\"5\" fill=\"#fbf6ea\"/><path d=\"M172 126h58M172 144h36\" stroke=\"#a2937a\" stroke-width=\"4\"/>", $"<g fill=\"{p.Light}\" opacity=\".8\"><circle cx=\"160\" cy=\"120\" r=\"5\"/><circle cx=\"200\" cy=\"120\" r=\"5\"/><circle cx=\"240\" cy=\"120\" r=\"5\"/><circle cx=\"160\" cy=\"160\" r=\"5\"/><circle cx=\"200\" cy=\"160\" r=\"5\"/><circle cx=\"240\" cy=\"160\" r=\"5\"/><circle cx=\"160\" cy=\"200\" r=\"5\"/><circle cx=\"200\" cy=\"200\" r=\"5\"/><circle cx=\"240\" cy=\"200\" r=\"5\"/></g>", "<path d=\"M148 284h90\" stroke=\"#fff\" stroke-width=\"5\" opacity=\".6\"/>")}
        <path d="M262 54h11v280h-11z" fill="{p.Deep}"/><path d="M190 334v34l8-9 8 9v-34z" fill="{p.Accent}"/><path d="M140 72v240" stroke="#fff" stroke-width="5" opacity=".22"/></g>
        <g transform="rotate(38 310 250)"><rect x="302" y="150" width="15" height="160" rx="6" fill="#4a515c"/><path d="M302 310h15l-7 24z" fill="url(#m)"/><path d="M314 160v44" stroke="#d9ac4a" stroke-width="4"/></g>
        """;

    internal static string Pen(Paint p) => $"""
        <path d="M60 312q40-34 74-8t70-6 66 6 62-14" stroke="{p.Deep}" stroke-width="5" fill="none" opacity=".55"/>
        <g transform="rotate(-42 200 190)"><path d="M58 178l-44 13 44 14z" fill="url(#m)"/><path d="M14 191h34" stroke="#59606a" stroke-width="2"/>
        <path d="M56 172h40v38H56z" fill="{p.Either("#d9ac4a", "#c3c9d1", "#3f454e")}"/><path d="M94 166h130v50H94z" fill="url(#d)"/><path d="M94 170h130v15H94z" fill="{p.Light}" opacity=".75"/>
        <path d="M222 162h136q22 0 22 29t-22 29H222z" fill="{p.Main}"/><path d="M222 167h144q8 4 10 14H222z" fill="#fff" opacity=".4"/><path d="M222 206h152q-6 14-16 14H222z" fill="{p.Deep}" opacity=".5"/>
        <path d="M222 162h14v58h-14z" fill="{p.Either("#d9ac4a", "#e3e7eb", "#3f454e")}"/><path d="M250 158h112v9H262q-12 0-12-9z" fill="{p.Either("#d9ac4a", "#e3e7eb", "#59606a")}"/><circle cx="256" cy="164" r="6" fill="{p.Either("#d9ac4a", "#e3e7eb", "#59606a")}"/></g>
        """;
}
