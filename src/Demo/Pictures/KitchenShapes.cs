namespace Cartwright.Demo.Pictures;

/// <summary>Silhouettes of things for the kitchen.</summary>
internal static class KitchenShapes
{
    internal static string Pan(Paint p) => $"""
        <g transform="rotate(-24 200 200)">
        <path d="M258 190h108q14 0 14 11t-14 11H258z" fill="url(#w)"/><circle cx="365" cy="201" r="4.5" fill="#fff" opacity=".7"/>
        <path d="M250 192h26v18h-26z" fill="url(#m)"/>
        <circle cx="158" cy="202" r="112" fill="url(#b)"/><circle cx="158" cy="202" r="100" fill="{p.Dark}"/>
        <circle cx="158" cy="202" r="92" fill="url(#d)"/>
        <path d="M84 186a76 76 0 0 1 60-56" fill="none" stroke="#fff" stroke-width="7" opacity=".35"/>
        {p.Either("", "<circle cx=\"158\" cy=\"202\" r=\"62\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2\" opacity=\".2\"/><circle cx=\"158\" cy=\"202\" r=\"34\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2\" opacity=\".2\"/>", "<path d=\"M112 214c-8-30 22-58 50-46 30-6 52 22 40 46 4 30-34 44-52 30-20 6-36-8-38-30z\" fill=\"#fffaf0\"/><circle cx=\"160\" cy=\"206\" r=\"21\" fill=\"#f6b93b\"/><circle cx=\"153\" cy=\"199\" r=\"6\" fill=\"#fff\" opacity=\".6\"/>")}
        </g>
        """;

    internal static string Pot(Paint p) => $"""
        <path d="M82 214H58q-14 0-14 16t14 16h28M318 214h24q14 0 14 16t-14 16h-28" fill="none" stroke="{p.Dark}" stroke-width="14"/>
        <path d="M76 190h248v104q0 42-42 42H118q-42 0-42-42z" fill="url(#b)"/>
        <path d="M100 210v82q0 20 14 28" fill="none" stroke="#fff" stroke-width="9" opacity=".35"/>
        <path d="M70 190q8-62 130-62t130 62z" fill="url(#b)"/><path d="M118 166q26-20 66-22" fill="none" stroke="#fff" stroke-width="7" opacity=".4"/>
        <rect x="62" y="184" width="276" height="16" rx="8" fill="{p.Dark}"/>
        {p.Either("<circle cx=\"200\" cy=\"114\" r=\"17\" fill=\"url(#m)\"/>", "<path d=\"M172 128v-14q0-12 12-12h32q12 0 12 12v14\" fill=\"none\" stroke=\"#6d5a4a\" stroke-width=\"11\"/>", "<path d=\"M178 108h44l-10 22h-24z\" fill=\"url(#w)\"/>")}
        """;

    internal static string Knife(Paint p) => $"""
        <g transform="rotate(-38 200 200)">
        {p.Either("<path d=\"M20 214q70-46 176-46h44v56H92q-46 0-72-10z\" fill=\"url(#m)\"/><path d=\"M24 214q60 8 104 8h112v-8H60z\" fill=\"#fff\" opacity=\".75\"/>", "<path d=\"M28 186q6-16 40-18h172v54H84q-44-4-56-36z\" fill=\"url(#m)\"/><path d=\"M50 212q16 10 40 10h150v-9H76z\" fill=\"#fff\" opacity=\".75\"/>", "<path d=\"M22 170h218v42l-12 8-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8q-40-12-62-50z\" fill=\"url(#m)\"/>")}
        <path d="M236 166h18v60h-18z" fill="#7d858e"/>
        <path d="M252 170h112q16 0 16 18 0 30-18 34-24 4-36-4t-30-2h-44z" fill="url(#d)"/>
        <path d="M258 178h106" stroke="#fff" stroke-width="4" opacity=".3"/>
        <circle cx="280" cy="196" r="5" fill="#e8ebee"/><circle cx="316" cy="196" r="5" fill="#e8ebee"/><circle cx="352" cy="197" r="5" fill="#e8ebee"/>
        </g>
        """;

    internal static string Mug(Paint p) => $"""
        <path d="M276 170h22q50 0 50 50t-56 56h-20" fill="none" stroke="{p.Dark}" stroke-width="20"/>
        <path d="M100 128h184v160q0 46-46 46h-92q-46 0-46-46z" fill="url(#b)"/>
        <ellipse cx="192" cy="128" rx="92" ry="20" fill="{p.Light}"/><ellipse cx="192" cy="131" rx="80" ry="15" fill="#5a3826"/><ellipse cx="184" cy="133" rx="56" ry="8" fill="#7a4f36"/>
        <path d="M122 166v112q0 22 12 34" fill="none" stroke="#fff" stroke-width="10" opacity=".4"/>
        {p.Either($"<path d=\"M100 236h184v30H100z\" fill=\"{p.Light}\" opacity=\".65\"/>", "<g fill=\"#fff\" opacity=\".55\"><circle cx=\"160\" cy=\"200\" r=\"4\"/><circle cx=\"214\" cy=\"186\" r=\"3\"/><circle cx=\"240\" cy=\"240\" r=\"4\"/><circle cx=\"186\" cy=\"264\" r=\"3\"/><circle cx=\"226\" cy=\"300\" r=\"4\"/><circle cx=\"160\" cy=\"306\" r=\"3\"/></g>", $"<path d=\"M100 262q46-26 92 0t92 0v26q0 46-46 46h-92q-46 0-46-46z\" fill=\"{p.Deep}\" opacity=\".45\"/>")}
        <path d="M160 96q-12-18 0-32t0-32M206 96q-12-18 0-32t0-32" fill="none" stroke="#fff" stroke-width="8" opacity=".75"/>
        """;

    internal static string Glass(Paint p)
    {
        var form = p.Either("M-50 0H50L42 168Q40 184 24 184H-24Q-40 184-42 168Z", "M-46 0H46V164Q46 184 26 184H-26Q-46 184-46 164Z", "M-40 0H40Q62 90 42 168 38 184 22 184H-22Q-38 184-42 168-62 90-40 0Z");
        return $"""
            <g transform="translate(258 122) scale(.94)"><path d="{form}" fill="{p.Main}" opacity=".4"/><path d="{form}" fill="none" stroke="{p.Dark}" stroke-width="3" opacity=".6"/></g>
            <g transform="translate(150 142) scale(1.04)">
            <path d="{form}" fill="#fff" opacity=".55"/><path d="{form}" fill="url(#b)" opacity=".55"/>
            <path d="M-44 70H44L40 160Q38 172 24 172H-24Q-38 172-40 160Z" fill="#fff" opacity=".45"/>
            <ellipse cy="0" rx="48" ry="9" fill="#fff" opacity=".85"/><ellipse cy="70" rx="44" ry="7" fill="{p.Light}"/>
            <path d="{form}" fill="none" stroke="{p.Dark}" stroke-width="3" opacity=".75"/>
            <path d="M-30 24L-25 148" stroke="#fff" stroke-width="8" opacity=".85"/></g>
            """;
    }

    internal static string Kettle(Paint p) => $"""
        <path d="M262 150q84-18 84 62 0 62-44 84" fill="none" stroke="#4a4540" stroke-width="20"/>
        {p.Either($"<path d=\"M128 190l-66-34q-10-4-4 8l46 86z\" fill=\"{p.Dark}\"/>", $"<path d=\"M116 286Q66 286 72 222t-34-72\" fill=\"none\" stroke=\"{p.Dark}\" stroke-width=\"15\"/>", $"<path d=\"M136 150l-58-8q-10 0-4 8l40 52z\" fill=\"{p.Dark}\"/>")}
        <path d="M136 132h128l36 172q4 24-20 24H120q-24 0-20-24z" fill="url(#b)"/>
        <path d="M156 160l-24 138" stroke="#fff" stroke-width="11" opacity=".4"/>
        <path d="M132 132q6-32 68-32t68 32z" fill="{p.Dark}"/><circle cx="200" cy="94" r="13" fill="#4a4540"/>
        <rect x="92" y="316" width="216" height="20" rx="10" fill="#4a4540"/>
        <circle cx="272" cy="308" r="5" fill="#ffd166"/>
        """;

    internal static string CoffeeMaker(Paint p) => $"""
        <path d="M96 84q0-24 24-24h164q24 0 24 24v46H96z" fill="url(#b)"/>
        <path d="M228 128h80v176h-80z" fill="url(#d)"/><path d="M96 128h136v14H96z" fill="{p.Deep}"/>
        <rect x="82" y="296" width="240" height="40" rx="12" fill="url(#b)"/><rect x="98" y="288" width="130" height="12" rx="5" fill="#59606a"/>
        <path d="M132 142h62v16q0 10-10 10h-42q-10 0-10-10z" fill="url(#m)"/>
        <path d="M150 168h8v22h-8zM170 168h8v22h-8z" fill="#59606a"/>
        <path d="M154 190v40M174 190v40" stroke="#5a3826" stroke-width="4"/>
        <path d="M128 224h72v36q0 28-28 28h-16q-28 0-28-28z" fill="#fffdf8"/><path d="M200 236q22 0 20 18t-24 16" fill="none" stroke="#f1ece2" stroke-width="8"/>
        <path d="M116 76h116" stroke="#fff" stroke-width="7" opacity=".45"/>
        {p.Either("<circle cx=\"268\" cy=\"96\" r=\"16\" fill=\"url(#m)\"/><path d=\"M268 96V84\" stroke=\"#59606a\" stroke-width=\"4\"/>", "<rect x=\"240\" y=\"82\" width=\"52\" height=\"28\" rx=\"6\" fill=\"#23303c\"/><path d=\"M250 96h20\" stroke=\"#8fe3c8\" stroke-width=\"4\"/>", "<circle cx=\"252\" cy=\"96\" r=\"9\" fill=\"#fff\" opacity=\".85\"/><circle cx=\"282\" cy=\"96\" r=\"9\" fill=\"#fff\" opacity=\".85\"/>")}
        <path d="M248 160h40v86h-40z" fill="#cfe3ee" opacity=".55"/>
        """;
}
