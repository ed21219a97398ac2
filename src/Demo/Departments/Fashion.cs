using Cartwright.Demo.Pictures;

namespace Cartwright.Demo.Departments;

/// <summary>T-shirts, hoodies, sneakers, watches, sunglasses and caps.</summary>
internal static class Fashion
{
    internal static Department Department => new(
        "fashion", "Fashion",
        ["Almstad", "Bellweather", "Corvane", "Drift & Loom", "Ellory", "Fennhaus", "Grayline", "Hollis Park", "Isolde", "Juniper Row",
            "Kvist", "Lowen", "Marlowe Bay", "Noctis", "Orrin", "Pellham", "Rue Carmin", "Sundry Mills", "Thistle & Tweed", "Verano"],
        [
            "{brand} publishes where every piece is made.",
            "It goes with almost everything you already own.",
            "Designed to be worn for years rather than a season.",
            "If it does not suit, send it back within 30 days.",
            "The packaging is paper through and through.",
        ],
        [
            new("clothing", "Clothing", TShirts, Hoodies),
            new("shoes", "Shoes", Sneakers),
            new("accessories", "Accessories", Watches, Sunglasses, Caps),
        ]);

    static ProductLine TShirts => new("t-shirts", "T-Shirts", "TSH", Shape.TShirt)
    {
        Nouns = ["T-Shirt", "Pocket T-Shirt", "Heavyweight T-Shirt", "V-Neck T-Shirt"],
        Price = (15, 59),
        WeightGrams = (140, 260),
        Colours = ["White", "Black", "Navy", "Sage", "Terracotta", "Grey", "Mustard", "Sky"],
        SeveralColoursPercent = 70,
        Sizes = new("size", 0, "S", "M", "L", "XL"),
        Facts =
        [
            new("material", "Organic cotton", "Merino wool", "Linen", "Cotton and hemp"),
            new("fit", "Regular", "Relaxed", "Slim"),
            new("neckline", "Crew", "V-neck", "Henley"),
        ],
        Promises =
        [
            new("V-Neck T-Shirt", "neckline", "V-neck"),
        ],
        Tags = ["basics", "organic", "summer", "casual", "unisex"],
        Openings =
        [
            "A {fit} {noun} in soft {material} that keeps its shape.",
            "The {series} is the tee you reach for first: {material}, {fit} fit, nothing superfluous.",
            "Knitted from {material}, the {series} feels cool in the morning and comfortable at night.",
        ],
        Details =
        [
            "The ribbed collar stays flat, and side seams keep it from twisting in the wash.",
            "The fabric is washed before sewing, so it will not shrink on you.",
            "A reinforced shoulder seam makes it last well beyond the usual tee.",
        ],
    };

    static ProductLine Hoodies => new("hoodies", "Hoodies & Sweatshirts", "HOD", Shape.Hoodie)
    {
        Nouns = ["Hoodie", "Zip Hoodie", "Oversized Hoodie"],
        Price = (39, 119),
        WeightGrams = (420, 780),
        Colours = ["Grey", "Navy", "Burgundy", "Olive", "Black", "Lavender", "Sand"],
        SeveralColoursPercent = 60,
        Sizes = new("size", 0, "S", "M", "L", "XL"),
        Facts =
        [
            new("material", "Organic cotton", "Cotton fleece", "Recycled polyester", "Merino wool"),
            new("fit", "Regular", "Relaxed", "Oversized"),
            new("fabric weight", "280 g/m²", "340 g/m²", "420 g/m²"),
        ],
        Tags = ["cosy", "layering", "casual", "unisex", "winter"],
        Openings =
        [
            "A warm {noun} of {material}, brushed inside for softness.",
            "The {series} is cut with a {fit} fit and a hood that sits well up or down.",
            "With {fabric weight} of {material}, the {series} has the weight of a favourite.",
        ],
        Details =
        [
            "Ribbed cuffs stay where you push them, and the pocket is deep enough for cold hands.",
            "Flat cords and metal eyelets stand up to the washing machine.",
            "It layers easily under a coat and dries overnight.",
        ],
    };

    static ProductLine Sneakers => new("sneakers", "Sneakers", "SNK", Shape.Sneaker)
    {
        Nouns = ["Sneaker", "Running Sneaker", "Court Sneaker", "Trail Sneaker"],
        Price = (49, 189),
        WeightGrams = (480, 920),
        Colours = ["White", "Black", "Red", "Blue", "Sage", "Orange", "Pink"],
        SeveralColoursPercent = 50,
        Sizes = new("size", 0, "38", "40", "42", "44"),
        Facts =
        [
            new("material", "Leather", "Recycled mesh", "Canvas", "Suede"),
            new("sole", "Natural rubber", "Cushioned foam", "Recycled rubber"),
            new("closure", "Laces", "Laces", "Quick lace"),
        ],
        Tags = ["shoes", "running", "street", "everyday", "lightweight"],
        Openings =
        [
            "A light {noun} with an upper of {material} and a sole of {sole}.",
            "The {series} softens the pavement without losing touch with it.",
            "From the first step this {noun} feels as if you had worn it for weeks.",
        ],
        Details =
        [
            "The padded collar prevents rubbing, and the insole can be replaced.",
            "A roomy toe box and a firm heel keep feet comfortable on long days.",
            "The tread grips wet stone, and the stitching is doubled where it bends.",
        ],
    };

    static ProductLine Watches => new("watches", "Watches", "WTC", Shape.Watch)
    {
        Nouns = ["Wristwatch", "Automatic Watch", "Field Watch", "Diving Watch"],
        Price = (79, 649),
        WeightGrams = (45, 160),
        Colours = ["Navy", "Black", "White", "Green", "Burgundy", "Brown"],
        SeveralColoursPercent = 30,
        Facts =
        [
            new("movement", "Quartz", "Automatic", "Solar"),
            new("case", "36 mm", "38 mm", "40 mm", "42 mm"),
            new("strap", "Leather", "Stainless steel", "Recycled nylon"),
            new("water resistance", "5 bar", "10 bar", "20 bar"),
        ],
        Promises =
        [
            new("Automatic Watch", "movement", "Automatic"),
            new("Diving Watch", "water resistance", "20 bar"),
        ],
        Tags = ["timepiece", "gift", "classic", "sapphire", "minimal"],
        Openings =
        [
            "A restrained {noun} with a case of {case} and a dial you can read at a glance.",
            "The {series} keeps time with {a movement} movement and keeps its style for decades.",
            "Slim enough for a cuff and tough enough for the weekend, the {series} simply fits in.",
        ],
        Details =
        [
            "Sapphire glass resists scratches, and the case is sealed to {Water resistance}.",
            "The strap of {strap} changes in seconds without a tool.",
            "Hands and markers glow softly in the dark.",
        ],
    };

    static ProductLine Sunglasses => new("sunglasses", "Sunglasses", "SUN", Shape.Sunglasses)
    {
        Nouns = ["Sunglasses", "Round Sunglasses", "Polarised Sunglasses"],
        Price = (29, 199),
        WeightGrams = (22, 48),
        Colours = ["Black", "Brown", "Burgundy", "Olive", "Navy", "Gold"],
        SeveralColoursPercent = 50,
        Facts =
        [
            new("material", "Acetate", "Titanium", "Recycled nylon"),
            new("lenses", "Polarised", "Gradient", "Photochromic"),
            new("protection", "UV400, category 2", "UV400, category 3"),
        ],
        Promises =
        [
            new("Polarised Sunglasses", "lenses", "Polarised"),
        ],
        Tags = ["summer", "uv400", "beach", "driving", "lightweight"],
        Openings =
        [
            "Light frames of {material} with {lenses} lenses that calm bright days.",
            "The {series} flatters most faces and stays put on all of them.",
            "Clear colours and no glare: the {series} makes driving into the evening sun easy.",
        ],
        Details =
        [
            "Sprung hinges take the strain of one-handed mornings.",
            "The lenses block all UV light and shed water and fingerprints.",
            "A hard case and a cloth made of recycled bottles are included.",
        ],
    };

    static ProductLine Caps => new("caps", "Caps", "CAP", Shape.Cap)
    {
        Nouns = ["Baseball Cap", "Five-Panel Cap", "Running Cap"],
        Price = (15, 49),
        WeightGrams = (60, 120),
        Colours = ["Navy", "Olive", "Sand", "Black", "Red", "Sky", "Mustard"],
        SeveralColoursPercent = 70,
        Facts =
        [
            new("material", "Cotton twill", "Corduroy", "Recycled polyester", "Wool"),
            new("closure", "Metal buckle", "Snapback", "Elastic cord"),
            new("sun protection", "UPF 30", "UPF 50+"),
        ],
        Tags = ["headwear", "summer", "running", "unisex", "casual"],
        Openings =
        [
            "A well-cut {noun} in {material} with a softly curved brim.",
            "The {series} keeps the sun out of your eyes and itself out of the way.",
            "Unstructured and easy to wear, this {noun} gets better with every trip.",
        ],
        Details =
        [
            "Stitched eyelets let air through, and a cotton band wicks away sweat.",
            "The closure adjusts from 54 to 61 centimetres.",
            "It folds into a pocket and springs back into shape.",
        ],
    };
}
