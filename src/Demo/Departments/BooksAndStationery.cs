using Cartwright.Demo.Pictures;

namespace Cartwright.Demo.Departments;

/// <summary>Novels, cookbooks, notebooks and pens; the brand of a book is its publisher.</summary>
internal static class BooksAndStationery
{
    static readonly string[] Languages = ["English", "German", "French", "Dutch"];

    internal static Department Department => new(
        "books-stationery", "Books & Stationery",
        ["Amberfield Press", "Blaue Feder", "Cobalt House", "Deckle & Edge", "Éditions Marais", "Foxglove Books", "Gilded Page", "Harbour Lane", "Inkwell & Sons",
            "Kingfisher Press", "Lantern Row", "Meridian Books", "Nachtlicht Verlag", "Owl & Quill", "Paper Orchard", "Quarto Nord", "Riverstone",
            "Sandglass", "Tidewater Press", "Umlaut"],
        [
            "Printed in Europe on paper from certified forests.",
            "A present that always fits.",
            "The binding lies flat and is sewn to last.",
            "{brand} is an independent house with an eye for detail.",
        ],
        [
            new("books", "Books", Novels, Cookbooks),
            new("writing", "Writing", Notebooks, Pens),
        ]);

    static ProductLine Novels => new("novels", "Novels", "NOV", Shape.Book)
    {
        Nouns = ["Novel"],
        NamePattern = "{series}: A Novel ({brand})",
        Series =
        [
            "The Silent Harbour", "A Winter in Trieste", "The Cartographer's Daughter", "Salt and Starlight", "The Last Ferry", "Letters to Nobody",
            "The Orchard Keeper's Son", "Midnight at the Observatory", "The Glass Botanist", "What the River Kept", "An Inventory of Storms", "The Lighthouse Clerk",
            "Seven Doors Down", "The Apprentice of Delft", "Snow over Lisbon", "The Unfinished Waltz", "Borrowed Daylight", "The Bee Seller", "North of Memory",
            "A House Without Clocks", "The Marble Thief", "Under the Linden", "The Quiet Frequency", "Every Map Is Wrong", "The Tailor's Secret",
            "Blue Hour in Ghent", "The Weather Collector", "Four Winds Hotel", "The Swimmer's Notebook", "Paper Lanterns",
        ],
        Price = (9, 28),
        WeightGrams = (240, 620),
        Colours = ["Navy", "Teal", "Burgundy", "Mustard", "Terracotta", "Purple", "Green", "Black"],
        Sizes = new("format", 40, "Paperback", "Hardcover"),
        Facts =
        [
            new("language", Languages),
            new("pages", "224", "288", "320", "368", "416"),
            new("genre", "Literary fiction", "Mystery", "Historical fiction", "Romance"),
        ],
        Tags = ["fiction", "reading", "holiday read", "book club", "gift"],
        Openings =
        [
            "A chance meeting sends two strangers across Europe, and neither of them is telling the whole truth.",
            "When an old letter surfaces, a family's careful silence begins to crack.",
            "In a small town by the sea, a newcomer asks the one question nobody wants to hear.",
        ],
        Details =
        [
            "Told with warmth and wit over {pages} pages, it is hard to put down.",
            "A story about memory, loyalty and the courage to begin again.",
            "Its quiet humour and vivid places stay with you long after the last page.",
        ],
    };

    static ProductLine Cookbooks => new("cookbooks", "Cookbooks", "CKB", Shape.Book)
    {
        Nouns = ["Cookbook"],
        NamePattern = "{series}: A Cookbook ({brand})",
        Series =
        [
            "Bread, Slowly", "The Weeknight Table", "One Pot, Many Guests", "Vegetables First", "A Year of Soups", "Simply Pasta", "The Baltic Kitchen",
            "Fire and Salt", "Sunday Roasts", "Small Plates, Big Evenings", "The Fermentation Shelf", "Cakes Without Fuss", "Alpine Cooking", "Market Day",
            "The Olive Coast", "Thirty Dumplings", "Breakfast All Day", "The Student Stove", "Rice and Grains", "Pickles and Preserves", "The Patient Baker",
            "Noodles at Midnight", "Green Curry, Red Curry", "From the Garden", "The Picnic Book", "Fish Made Easy", "Tarts and Galettes", "Home Barista",
            "Spice by Spice", "The Leftovers Handbook",
        ],
        Price = (18, 45),
        WeightGrams = (620, 1350),
        Colours = ["Orange", "Green", "Red", "Yellow", "Teal", "Cream", "Olive"],
        Facts =
        [
            new("language", Languages),
            new("pages", "176", "208", "256", "304"),
            new("recipes", "60", "80", "100", "120"),
            new("format", "Hardcover", "Paperback"),
        ],
        Tags = ["cooking", "recipes", "kitchen", "gift", "vegetarian"],
        Openings =
        [
            "{recipes} recipes that work on the first try and taste like more.",
            "A generous kitchen companion with {recipes} recipes, from quick suppers to long feasts.",
            "Clear steps and honest photographs make this book a pleasure to cook from.",
        ],
        Details =
        [
            "Ingredients are easy to find, and every recipe says what can be prepared ahead.",
            "Short essays explain the why behind the how on {pages} richly illustrated pages.",
            "Handy tables for seasons, storage and substitutes round it off.",
        ],
    };

    static ProductLine Notebooks => new("notebooks", "Notebooks", "NTB", Shape.Notebook)
    {
        Nouns = ["Notebook", "Bullet Notebook", "Pocket Notebook"],
        Price = (8, 34),
        WeightGrams = (120, 480),
        Colours = ["Black", "Navy", "Sage", "Red", "Mustard", "Lavender", "Terracotta"],
        SeveralColoursPercent = 70,
        Sizes = new("size", 25, "A6", "A5"),
        Facts =
        [
            new("ruling", "Dotted", "Lined", "Squared", "Plain"),
            new("paper", "90 g/m²", "100 g/m²", "120 g/m²"),
            new("cover", "Linen", "Recycled leather", "Card"),
        ],
        Tags = ["writing", "journal", "planning", "paper", "office"],
        Openings =
        [
            "A {ruling} {noun} with paper of {paper} that takes ink without bleeding.",
            "The {series} opens flat at every page and closes with an elastic band.",
            "A cover of {cover} and rounded corners make the {series} a good traveller.",
        ],
        Details =
        [
            "Two ribbons, numbered pages and a pocket at the back keep order.",
            "The pages are thread-bound, so nothing comes loose.",
            "An index at the front helps you find last year's good idea.",
        ],
    };

    static ProductLine Pens => new("pens", "Pens", "PEN", Shape.Pen)
    {
        Nouns = ["Fountain Pen", "Ballpoint Pen", "Rollerball Pen"],
        Price = (12, 149),
        WeightGrams = (14, 38),
        Colours = ["Navy", "Black", "Burgundy", "Green", "Silver", "Orange"],
        SeveralColoursPercent = 50,
        Facts =
        [
            new("material", "Brass", "Aluminium", "Resin", "Stainless steel"),
            new("line", "Extra fine", "Fine", "Medium"),
            new("refill", "Standard cartridge", "Converter included", "G2 refill"),
        ],
        Tags = ["writing", "ink", "gift", "calligraphy", "office"],
        Openings =
        [
            "{a noun} with a body of {material} and a smooth, {line} line.",
            "The {series} rests in the hand like something you have always owned.",
            "Turned from {material} and finished by hand, the {series} makes even a shopping list look considered.",
        ],
        Details =
        [
            "The cap closes with a quiet click and keeps the ink from drying for months.",
            "It writes at the first touch and is balanced for long letters.",
            "The clip is sprung, and all the parts can be replaced.",
        ],
    };
}
