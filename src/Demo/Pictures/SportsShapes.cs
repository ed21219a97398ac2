namespace Cartwright.Demo.Pictures;

/// <summary>Silhouettes of things for outdoors and training.</summary>
internal static class SportsShapes
{
    internal static string Tent(Paint p) => $"""
        <path d="M290 128l66 62 20 146H250z" fill="url(#d)"/><path d="M158 96l130 30 60 210H36z" fill="url(#b)"/><path d="M158 96l130 30 62 210H200z" fill="{p.Dark}" opacity=".55"/>
        <path d="M158 96L104 336h108z" fill="{p.Deep}"/><path d="M158 96L104 336h30q34-100 24-240z" fill="{p.Light}"/><path d="M158 96l54 240h-22q-36-110-32-240z" fill="{p.Main}"/>
        <path d="M158 96l-10-22M158 96L18 330M348 336l28 6" stroke="{p.Deep}" stroke-width="4"/>
        {p.Either("<path d=\"M256 200h46l12 46h-50z\" fill=\"#fff\" opacity=\".4\"/>", "<path d=\"M214 178l86 14M206 220l106 14\" stroke=\"#fff\" stroke-width=\"6\" opacity=\".45\"/>", "<circle cx=\"270\" cy=\"216\" r=\"24\" fill=\"#fff\" opacity=\".4\"/>")}
        <path d="M150 120l-66 160" stroke="#fff" stroke-width="7" opacity=".35"/>
        <path d="M24 338q20-14 40 0zM330 340q20-18 44 0zM190 340q14-12 30 0z" fill="#7fa66a"/>
        """;

    internal static string Backpack(Paint p) => $"""
        <path d="M164 70q0-34 36-34t36 34" fill="none" stroke="{p.Deep}" stroke-width="13"/><path d="M102 170q-40 40-22 128M298 170q40 40 22 128" stroke="{p.Deep}" stroke-width="18" fill="none"/>
        <path d="M96 150q0-92 104-92t104 92v156q0 30-30 30H126q-30 0-30-30z" fill="url(#b)"/>
        <path d="M96 150q0-92 104-92t104 92v18q-104 34-208 0z" fill="{p.Dark}"/><path d="M112 178q88 24 176 0" stroke="{p.Light}" stroke-width="4" stroke-dasharray="2 7" fill="none"/>
        <path d="M124 234q0-18 18-18h116q18 0 18 18v68q0 18-18 18H142q-18 0-18-18z" fill="{p.Dark}"/><path d="M136 236h128" stroke="#f4efe6" stroke-width="4"/><path d="M256 236v20" stroke="{p.Accent}" stroke-width="6"/>
        {p.Either("<path d=\"M150 130v66M250 130v66\" stroke=\"#d8a05f\" stroke-width=\"15\"/><path d=\"M142 190h16v18h-16zM242 190h16v18h-16z\" fill=\"#efe7d6\"/>", "<rect x=\"172\" y=\"112\" width=\"56\" height=\"30\" rx=\"5\" fill=\"#f4efe6\" opacity=\".9\"/><path d=\"M186 134l12-15 8 9 5-5 8 11z\" fill=\"#5f8a7c\"/>", "<path d=\"M200 100v80\" stroke=\"#f4efe6\" stroke-width=\"6\" opacity=\".8\"/><path d=\"M150 270h100\" stroke=\"#f4efe6\" stroke-width=\"5\" opacity=\".5\"/>")}
        <path d="M114 140q8-48 52-62" stroke="#fff" stroke-width="8" opacity=".35" fill="none"/>
        """;

    internal static string Bottle(Paint p) => $"""
        {p.Either("<path d=\"M166 68q0-34 34-34t34 34\" fill=\"none\" stroke=\"#3f454e\" stroke-width=\"10\"/><rect x=\"160\" y=\"60\" width=\"80\" height=\"40\" rx=\"9\" fill=\"#3f454e\"/>", "<rect x=\"168\" y=\"42\" width=\"64\" height=\"58\" rx=\"10\" fill=\"url(#m)\"/><path d=\"M180 54v36M200 54v36M220 54v36\" stroke=\"#7c858f\" stroke-width=\"3\"/>", "<path d=\"M188 34h24v30h-24z\" fill=\"#e9edf0\"/><path d=\"M164 62h72l6 38h-84z\" fill=\"#3f454e\"/>")}
        <path d="M164 98h72v12q0 14 22 28 14 10 14 32v140q0 26-26 26h-92q-26 0-26-26V170q0-22 14-32 22-14 22-28z" fill="url(#b)"/>
        <path d="M164 98h72v10h-72z" fill="url(#m)"/><path d="M150 172v126" stroke="#fff" stroke-width="12" opacity=".4"/>
        <path d="M128 302h144v8q0 26-26 26h-92q-26 0-26-26z" fill="{p.Deep}" opacity=".6"/>
        {p.Either("<path d=\"M176 250l26-40 16 22 10-12 18 30z\" fill=\"#fff\" opacity=\".8\"/>", "<path d=\"M128 200h144v14H128zM128 224h144v7H128z\" fill=\"#fff\" opacity=\".5\"/>", "<circle cx=\"206\" cy=\"222\" r=\"22\" fill=\"none\" stroke=\"#fff\" stroke-width=\"6\" opacity=\".75\"/>")}
        """;

    internal static string Bicycle(Paint p) => $"""
        <g fill="none" stroke="#3a3f47" stroke-width="10"><circle cx="96" cy="260" r="72"/><circle cx="304" cy="260" r="72"/></g>
        <g stroke="#aab1b9" stroke-width="2"><path d="M96 188v144M24 260h144M45 209l102 102M147 209L45 311M304 188v144M232 260h144M253 209l102 102M355 209L253 311"/></g>
        <g fill="none" stroke="#c8ced4" stroke-width="3"><circle cx="96" cy="260" r="65"/><circle cx="304" cy="260" r="65"/></g>
        <path d="M96 260l58-104h108l-74 104zM188 260l-42-128" fill="none" stroke="{p.Main}" stroke-width="13"/><path d="M304 260l-46-136" stroke="{p.Dark}" stroke-width="12"/><path d="M158 152h96" stroke="{p.Light}" stroke-width="4"/>
        <path d="M116 126q32-12 66 2-8 14-36 12-24-2-30-14z" fill="#4b3a30"/>
        {p.Either("<path d=\"M258 124l-6-22q14-8 42 4\" stroke=\"#3a3f47\" stroke-width=\"9\" fill=\"none\"/>", "<path d=\"M258 124l-6-20h36q22 4 12 30\" stroke=\"#3a3f47\" stroke-width=\"9\" fill=\"none\"/>", "<path d=\"M258 124l-4-22h28\" stroke=\"#3a3f47\" stroke-width=\"9\" fill=\"none\"/><path d=\"M268 122h66l-8 48h-50z\" fill=\"#c99a63\"/><path d=\"M272 138h58M274 154h54\" stroke=\"#8f6a3f\" stroke-width=\"3\"/>")}
        <circle cx="188" cy="260" r="22" fill="url(#m)"/><path d="M188 260l22 28M98 252l90-14M98 268l90 14" stroke="#4d545d" stroke-width="5"/><path d="M200 290h22" stroke="#3a3f47" stroke-width="8"/><circle cx="96" cy="260" r="9" fill="#6c7480"/><circle cx="304" cy="260" r="9" fill="#6c7480"/>
        """;

    internal static string Helmet(Paint p) => $"""
        <path d="M120 246q-8 70 70 92M282 246q-14 66-92 92" stroke="#3f454e" stroke-width="8" fill="none"/><rect x="176" y="326" width="32" height="18" rx="6" fill="#3f454e"/>
        <path d="M48 232q-4-138 150-150 148 4 160 140 2 26-26 26-70-22-144-6-60 14-112 10-26 0-28-20z" fill="url(#b)"/>
        {p.Either("<g fill=\"#23272f\" opacity=\".85\"><path d=\"M110 148q30-40 78-44-30 20-52 58zM176 132q26-26 66-26-28 16-44 48zM248 130q24-12 46-2-20 8-34 36zM92 208q8-28 28-42l24 12q-18 14-24 36zM172 202q4-22 22-38h30q-20 18-24 40zM256 206q2-22 16-38l24 4q-14 16-12 40z\"/></g>", "<g fill=\"#23272f\" opacity=\".85\"><path d=\"M84 196q20-64 98-84l-8 20q-50 16-68 66zM150 200q20-44 90-62l2 16q-46 14-64 46zM244 198q18-22 66-28l6 14q-32 4-46 20z\"/></g>", "<g fill=\"#23272f\" opacity=\".85\"><rect x=\"108\" y=\"150\" width=\"46\" height=\"13\" rx=\"6\"/><rect x=\"178\" y=\"138\" width=\"46\" height=\"13\" rx=\"6\"/><rect x=\"246\" y=\"146\" width=\"46\" height=\"13\" rx=\"6\"/></g>")}
        <path d="M46 228q4 22 30 20 52 4 112-10 74-16 144 6 22-2 26-18 4 42-26 42-70-22-144-6-60 14-112 10-28-2-30-44z" fill="{p.Deep}"/>
        <path d="M72 188q22-66 94-84" stroke="#fff" stroke-width="8" opacity=".45" fill="none"/>
        """;

    internal static string Dumbbell(Paint p) => $"""
        {One(p, 0.74, 214, 112, 12)}
        {One(p, 0.98, 194, 256, -9)}
        """;

    internal static string YogaMat(Paint p) => $"""
        <path d="M108 96L300 60q26 0 26 34v150L148 318z" fill="{p.Dark}"/><path d="M132 300L326 232v50q0 12-14 18l-170 38z" fill="{p.Main}"/>
        <path d="M78 110q0-22 30-22h140q30 0 30 22v196q0 28-30 28H108q-30 0-30-28z" fill="url(#b)"/>
        <ellipse cx="178" cy="110" rx="100" ry="36" fill="{p.Light}"/><g fill="none" stroke="{p.Dark}" stroke-width="6"><ellipse cx="178" cy="110" rx="80" ry="27"/><ellipse cx="176" cy="111" rx="58" ry="19"/><ellipse cx="174" cy="112" rx="36" ry="11"/></g><ellipse cx="173" cy="112" rx="17" ry="5" fill="{p.Deep}"/>
        <path d="M78 176q100 40 200 0v20q-100 40-200 0zM78 264q100 40 200 0v20q-100 40-200 0z" fill="{p.Either("#f4efe6", "#c99a63", "#4a515c")}"/>
        <path d="M98 150v150" stroke="#fff" stroke-width="9" opacity=".35"/>
        """;

    static string One(Paint p, double scale, int x, int y, int turn) => FormattableString.Invariant($"""
        <g transform="translate({x} {y}) rotate({turn}) scale({scale})"><rect x="-90" y="-13" width="180" height="26" rx="8" fill="url(#m)"/><path d="M-34-13v26M-18-13v26M-2-13v26M14-13v26M30-13v26" stroke="#7c858f" stroke-width="3"/>
        {p.Either("<path d=\"M-152-34l16-22h56l16 22v68l-16 22h-56l-16-22zM152-34l-16-22H80L64-34v68l16 22h56l16-22z\" fill=\"url(#b)\"/>", "<rect x=\"-150\" y=\"-58\" width=\"84\" height=\"116\" rx=\"30\" fill=\"url(#b)\"/><rect x=\"66\" y=\"-58\" width=\"84\" height=\"116\" rx=\"30\" fill=\"url(#b)\"/>", "<path d=\"M-98-62h32V62h-32zM66-62h32V62H66z\" fill=\"url(#b)\"/><path d=\"M-130-48h30v96h-30zM100-48h30v96h-30zM-152-32h20v64h-20zM132-32h20v64h-20z\" fill=\"url(#d)\"/>")}
        <path d="M-136-40h52M82-40h52" stroke="#fff" stroke-width="6" opacity=".35"/></g>
        """);
}
