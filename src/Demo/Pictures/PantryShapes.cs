namespace Cartwright.Demo.Pictures;

/// <summary>Silhouettes of things for the garden and of coffee and tea.</summary>
internal static class PantryShapes
{
    internal static string PlantPot(Paint p) => $"""
        {p.Either("<g fill=\"#5c9a63\"><path d=\"M200 210q-84-24-88-118 78 20 88 118z\"/><path d=\"M200 210q84-24 88-118-78 20-88 118z\" fill=\"#4c8656\"/><path d=\"M200 210q-40-84 0-160 40 76 0 160z\" fill=\"#72b078\"/></g><path d=\"M200 206V80M196 200q-40-40-66-84M204 200q40-40 66-84\" stroke=\"#3f7148\" stroke-width=\"3\" fill=\"none\" opacity=\".6\"/>", "<g fill=\"#62a06a\"><path d=\"M178 212q-30-70-8-150 30 74 24 150z\"/><path d=\"M204 212q-6-90 18-164 22 90-2 164z\" fill=\"#4f8a5a\"/><path d=\"M160 212q-34-40-36-100 34 30 46 100z\" fill=\"#7ab680\"/><path d=\"M226 212q8-66 50-104-2 66-36 104z\" fill=\"#72b078\"/></g>", "<path d=\"M200 212v-90\" stroke=\"#8a6a43\" stroke-width=\"9\"/><g fill=\"#5c9a63\"><circle cx=\"200\" cy=\"96\" r=\"46\"/><circle cx=\"158\" cy=\"126\" r=\"36\" fill=\"#72b078\"/><circle cx=\"242\" cy=\"126\" r=\"36\" fill=\"#4c8656\"/><circle cx=\"200\" cy=\"138\" r=\"36\" fill=\"#68a870\"/></g><g fill=\"#fff\"><circle cx=\"176\" cy=\"92\" r=\"6\"/><circle cx=\"222\" cy=\"112\" r=\"6\"/><circle cx=\"160\" cy=\"136\" r=\"6\"/><circle cx=\"238\" cy=\"78\" r=\"5\"/></g>")}
        <path d="M120 226h160l-18 96q-3 14-18 14h-88q-15 0-18-14z" fill="url(#b)"/><rect x="106" y="200" width="188" height="36" rx="9" fill="url(#b)"/><path d="M120 236h160l-2 10H122z" fill="{p.Deep}" opacity=".35"/>
        <path d="M142 256l10 62" stroke="#fff" stroke-width="9" opacity=".35"/><path d="M118 212h60" stroke="#fff" stroke-width="6" opacity=".4"/>
        """;

    internal static string WateringCan(Paint p) => $"""
        <path d="M262 160q84-30 90 46 4 70-84 92" stroke="{p.Dark}" stroke-width="15" fill="none"/><path d="M150 160q0-74 60-74t60 74" stroke="{p.Dark}" stroke-width="12" fill="none"/>
        <path d="M142 264L64 150l-18-6 14-22 30 24 66 70z" fill="{p.Dark}"/>
        {p.Either("<path d=\"M22 142l44-38 16 20-42 38z\" fill=\"#d9ac4a\"/><g stroke=\"#7db4dc\" stroke-width=\"5\"><path d=\"M24 176v14M40 190v16M20 212v12M52 172v10\"/></g>", "<path d=\"M40 112l26 38\" stroke=\"#d9ac4a\" stroke-width=\"9\"/>", "<path d=\"M26 146l40-36 14 16-38 34z\" fill=\"#8b939d\"/>")}
        <path d="M128 164h156l12 148q2 24-22 24H138q-24 0-22-24z" fill="url(#b)"/><ellipse cx="206" cy="164" rx="78" ry="16" fill="{p.Deep}"/><path d="M150 190l-10 116" stroke="#fff" stroke-width="11" opacity=".4"/>
        <path d="M118 296h176l1 14H117z" fill="{p.Light}" opacity=".7"/>
        """;

    internal static string Pouch(Paint p) => $"""
        <path d="M118 66h164l14 246q2 24-22 24H126q-24 0-22-24z" fill="url(#b)"/><path d="M118 66h164l2 34H116z" fill="{p.Dark}"/><path d="M118 58q0-6 6-6h152q6 0 6 6v12H118z" fill="{p.Deep}"/>
        <path d="M126 110q12 90-4 214M274 110q-12 90 4 214" stroke="#000" stroke-width="5" opacity=".12" fill="none"/>
        <rect x="142" y="140" width="116" height="138" rx="8" fill="#fbf5ea"/>
        {p.Either("<g transform=\"translate(200 190) rotate(28)\"><ellipse rx=\"22\" ry=\"31\" fill=\"#6b4226\"/><path d=\"M2-30q-16 22 0 32t-4 28\" stroke=\"#fbf5ea\" stroke-width=\"5\" fill=\"none\"/></g>", "<g fill=\"#6b4226\"><path d=\"M164 178h58v16q0 26-22 26h-14q-22 0-22-26z\"/></g><path d=\"M222 184q18 0 16 12t-20 12M182 168q-6-8 0-14M202 168q-6-8 0-14\" stroke=\"#6b4226\" stroke-width=\"5\" fill=\"none\"/>", "<path d=\"M160 222l28-54 18 30 12-18 24 42z\" fill=\"#7d8f5a\"/><circle cx=\"228\" cy=\"170\" r=\"10\" fill=\"#e3a04b\"/>")}
        <path d="M160 242h80M176 258h48" stroke="{p.Dark}" stroke-width="7"/><circle cx="200" cy="119" r="7" fill="{p.Deep}"/>
        <path d="M132 120l-6 180" stroke="#fff" stroke-width="8" opacity=".3"/>
        <g fill="#6b4226"><ellipse cx="316" cy="326" rx="15" ry="10" transform="rotate(-18 316 326)"/><ellipse cx="346" cy="334" rx="14" ry="9" transform="rotate(20 346 334)"/><ellipse cx="78" cy="332" rx="14" ry="9" transform="rotate(-14 78 332)"/></g>
        """;

    internal static string Tin(Paint p) => $"""
        <path d="M104 120h192v190q0 26-96 26t-96-26z" fill="url(#b)"/><path d="M98 86q0-24 102-24t102 24v40q0 22-102 22T98 126z" fill="{p.Dark}"/><ellipse cx="200" cy="86" rx="102" ry="22" fill="{p.Light}"/><ellipse cx="200" cy="85" rx="80" ry="15" fill="{p.Main}" opacity=".7"/>
        <path d="M104 148q96 26 192 0v10q-96 26-192 0zM104 300q96 26 192 0v8q-96 26-192 0z" fill="#e2bd6a"/>
        <path d="M146 188q54 12 108 0v92q-54 12-108 0z" fill="#fbf5ea"/>
        {p.Either("<path d=\"M200 262q-38-16-36-54 34 8 36 54zm0 0q38-16 36-54-34 8-36 54zm0 0q-18-36 0-64 18 28 0 64z\" fill=\"#6a9a5f\"/>", "<path d=\"M170 214h58v14q0 24-22 24h-14q-22 0-22-24z\" fill=\"#8a5a3b\"/><path d=\"M228 218q16 0 14 10t-18 10\" stroke=\"#8a5a3b\" stroke-width=\"5\" fill=\"none\"/><path d=\"M164 262h72\" stroke=\"#8a5a3b\" stroke-width=\"5\"/>", "<g fill=\"#d98a9b\"><circle cx=\"200\" cy=\"214\" r=\"11\"/><circle cx=\"220\" cy=\"228\" r=\"11\"/><circle cx=\"212\" cy=\"250\" r=\"11\"/><circle cx=\"188\" cy=\"250\" r=\"11\"/><circle cx=\"180\" cy=\"228\" r=\"11\"/></g><circle cx=\"200\" cy=\"234\" r=\"10\" fill=\"#f0c14b\"/>")}
        <path d="M122 172v120" stroke="#fff" stroke-width="9" opacity=".35"/>
        """;
}
