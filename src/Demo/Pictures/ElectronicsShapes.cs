namespace Cartwright.Demo.Pictures;

/// <summary>Silhouettes of electronic devices.</summary>
internal static class ElectronicsShapes
{
    internal static string Headphones(Paint p) => $"""
        <path d="M88 232v-28q0-132 112-132t112 132v28" fill="none" stroke="url(#b)" stroke-width="24"/>
        <path d="M120 130q30-46 80-46t80 46" fill="none" stroke="{p.Deep}" stroke-width="13"/>
        <path d="M88 190v60M312 190v60" stroke="url(#m)" stroke-width="12"/>
        <rect x="112" y="212" width="42" height="112" rx="20" fill="{p.Deep}"/><rect x="246" y="212" width="42" height="112" rx="20" fill="{p.Deep}"/>
        <rect x="68" y="204" width="62" height="128" rx="30" fill="url(#b)"/><rect x="270" y="204" width="62" height="128" rx="30" fill="{p.Dark}"/>
        {p.Either($"<circle cx=\"97\" cy=\"268\" r=\"16\" fill=\"{p.Light}\" opacity=\".7\"/>", "<path d=\"M97 238v60\" stroke=\"#fff\" stroke-width=\"5\" opacity=\".6\"/>", $"<rect x=\"84\" y=\"230\" width=\"26\" height=\"76\" rx=\"13\" fill=\"{p.Accent}\"/>")}
        <path d="M98 160q16-50 62-68" stroke="#fff" stroke-width="6" opacity=".45" fill="none"/><circle cx="301" cy="310" r="4" fill="#8fe3c8"/>
        """;

    internal static string Speaker(Paint p) => $"""
        <rect x="112" y="50" width="176" height="286" rx="{p.Either("16", "46", "6")}" fill="url(#b)"/>
        <rect x="126" y="64" width="148" height="258" rx="{p.Either("10", "36", "4")}" fill="{p.Deep}"/>
        <circle cx="200" cy="122" r="36" fill="url(#m)"/><circle cx="200" cy="122" r="29" fill="#2b2f37"/><circle cx="200" cy="122" r="11" fill="#6c7480"/>
        <circle cx="200" cy="234" r="64" fill="url(#m)"/><circle cx="200" cy="234" r="56" fill="#2b2f37"/><circle cx="200" cy="234" r="42" fill="#3a4049"/><circle cx="200" cy="234" r="20" fill="#6c7480"/>
        <path d="M160 214q12-26 40-28" stroke="#fff" stroke-width="5" opacity=".35" fill="none"/><path d="M182 110q6-10 18-12" stroke="#fff" stroke-width="4" opacity=".4" fill="none"/>
        <circle cx="200" cy="309" r="4" fill="#8fe3c8"/>
        <path d="M122 70v240" stroke="#fff" stroke-width="3" opacity=".35"/>
        """;

    internal static string Laptop(Paint p) => $"""
        <rect x="72" y="84" width="256" height="176" rx="14" fill="url(#b)"/><rect x="82" y="94" width="236" height="156" rx="6" fill="#1f2630"/>
        <rect x="88" y="100" width="224" height="144" rx="3" fill="{p.Either("#86b6d9", "#9a8fc4", "#7dbfae")}"/>
        {p.Either("<path d=\"M88 218l60-62 46 40 44-52 74 74v26H88z\" fill=\"#4d7fa8\"/><path d=\"M88 232l80-40 60 30 84-26v48H88z\" fill=\"#345d80\"/><circle cx=\"262\" cy=\"130\" r=\"15\" fill=\"#fff3c9\"/>", "<circle cx=\"200\" cy=\"172\" r=\"56\" fill=\"#7465ab\"/><circle cx=\"150\" cy=\"186\" r=\"46\" fill=\"#e7a6b4\" opacity=\".8\"/><circle cx=\"262\" cy=\"184\" r=\"42\" fill=\"#f3cf8e\" opacity=\".8\"/>", "<path d=\"M88 150q60-40 112 0t112 0v94H88z\" fill=\"#4f9c8c\"/><path d=\"M88 190q60-40 112 0t112 0v54H88z\" fill=\"#2f7468\"/>")}
        <path d="M88 100h110l-70 144H88z" fill="#fff" opacity=".13"/>
        <path d="M36 262h328l-10 24q-4 12-20 12H66q-16 0-20-12z" fill="url(#m)"/><path d="M36 260h328v10H36z" fill="{p.Light}"/><path d="M160 260h80v4q0 8-10 8h-60q-10 0-10-8z" fill="#7c858f"/>
        """;

    internal static string Keyboard(Paint p)
    {
        var keys = string.Concat(Enumerable.Range(0, 44).Select(key => Key(key % 11, key / 11, p)));
        return $"""
            <g transform="rotate(-7 200 210)"><rect x="26" y="142" width="348" height="148" rx="16" fill="url(#d)"/><rect x="26" y="136" width="348" height="146" rx="16" fill="url(#b)"/>
            <g>{keys}</g>
            <rect x="110" y="252" width="160" height="20" rx="4" fill="{p.Light}"/><rect x="38" y="252" width="64" height="20" rx="4" fill="{p.Dark}"/><rect x="278" y="252" width="84" height="20" rx="4" fill="{p.Dark}"/>
            </g><path d="M180 142q-6-60 30-80" stroke="#4a515c" stroke-width="7" fill="none" opacity="{p.Either("1", "0", "0")}"/>
            """;
    }

    internal static string Camera(Paint p) => $"""
        <path d="M138 116l16-34q4-8 14-8h64q10 0 14 8l16 34z" fill="{p.Dark}"/><rect x="70" y="96" width="44" height="26" rx="7" fill="#59606a"/><circle cx="306" cy="104" r="19" fill="url(#m)"/>
        <rect x="44" y="112" width="312" height="206" rx="26" fill="url(#b)"/><path d="M44 160h312v110H44z" fill="{p.Deep}" opacity=".85"/>
        <circle cx="200" cy="216" r="90" fill="url(#m)"/><circle cx="200" cy="216" r="80" fill="#23272f"/><circle cx="200" cy="216" r="62" fill="#39414d"/><circle cx="200" cy="216" r="50" fill="#1d2d4a"/><circle cx="200" cy="216" r="28" fill="#0f1726"/>
        <path d="M164 200q10-26 38-28" stroke="#9cc7f0" stroke-width="9" opacity=".8" fill="none"/><circle cx="222" cy="238" r="9" fill="#c59be8" opacity=".6"/>
        <rect x="60" y="128" width="50" height="20" rx="5" fill="#fff" opacity=".8"/><circle cx="326" cy="140" r="7" fill="{p.Either("#e05a4d", "#f0c14b", "#6fc2a4")}"/><path d="M126 124h120" stroke="#fff" stroke-width="4" opacity=".4"/>
        """;

    internal static string Phone(Paint p) => $"""
        <g transform="rotate(9 240 200)"><rect x="192" y="62" width="134" height="268" rx="26" fill="url(#b)"/><rect x="204" y="76" width="52" height="{p.Either("52", "86", "52")}" rx="16" fill="{p.Dark}"/><circle cx="230" cy="92" r="10" fill="#1c222c"/><circle cx="230" cy="114" r="10" fill="#1c222c"/><circle cx="227" cy="89" r="3" fill="#8fb5dd"/><circle cx="230" cy="142" r="{p.Either("0", "10", "0")}" fill="#1c222c"/></g>
        <g transform="rotate(-8 150 200)"><rect x="78" y="56" width="140" height="282" rx="28" fill="{p.Deep}"/><rect x="82" y="60" width="132" height="274" rx="25" fill="#161b23"/>
        <rect x="88" y="66" width="120" height="262" rx="20" fill="{p.Light}"/><path d="M88 220q40-50 70-14t50-8v110q0 20-20 20h-80q-20 0-20-20z" fill="{p.Main}"/><path d="M88 262q36-40 70-10t50-10v66q0 20-20 20h-80q-20 0-20-20z" fill="{p.Dark}"/>
        <rect x="128" y="74" width="40" height="11" rx="5" fill="#161b23"/><path d="M110 118h54M110 138h32" stroke="#fff" stroke-width="9" opacity=".85"/><path d="M128 318h40" stroke="#fff" stroke-width="4" opacity=".8"/><path d="M92 90l70-22-66 190z" fill="#fff" opacity=".14"/></g>
        """;

    static string Key(int column, int row, Paint p)
    {
        var accent = p.Style != 0 && ((column == 0 && row == 0) || (column == 10 && row == 2));
        return $"<rect x=\"{38 + (column * 30)}\" y=\"{148 + (row * 26)}\" width=\"25\" height=\"21\" rx=\"4\" fill=\"{(accent ? "#ef8354" : p.Light)}\"/>";
    }
}
