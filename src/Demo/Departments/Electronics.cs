using Cartwright.Demo.Pictures;

namespace Cartwright.Demo.Departments;

/// <summary>Headphones, speakers, laptops, keyboards, cameras and phones.</summary>
internal static class Electronics
{
    internal static Department Department => new(
        "electronics", "Electronics",
        ["Aurivox", "Bitforge", "Cellara", "Dynaro", "Echtklang", "Fluxon", "Gridleaf", "Heliotek", "Ionika", "Kelvin Audio",
            "Lumenpix", "Megalith", "Novaris", "Optikon", "Pulsar Labs", "Quantiv", "Resonar", "Silvertone", "Tessaract", "Voltaire"],
        [
            "{brand} promises seven years of updates and spare parts.",
            "Set-up takes a few minutes and needs no account.",
            "A two-year warranty with repair within Europe is included.",
            "The box contains no plastic, and the charger is optional.",
            "A sensible choice for home, office and travel.",
        ],
        [
            new("audio", "Audio", Headphones, Speakers),
            new("computing", "Computing", Laptops, Keyboards),
            new("photo-mobile", "Photo & Mobile", Cameras, Phones),
        ]);

    static ProductLine Headphones => new("headphones", "Headphones", "HPH", Shape.Headphones)
    {
        Nouns = ["Wireless Headphones", "Noise-Cancelling Headphones", "Studio Headphones"],
        Price = (39, 399),
        WeightGrams = (190, 340),
        Colours = ["Black", "Silver", "Navy", "Cream", "Sage", "Terracotta"],
        SeveralColoursPercent = 60,
        Facts =
        [
            new("connection", "Bluetooth 5.3", "Bluetooth 5.4", "Cable 3.5 mm"),
            new("noise cancelling", "Yes", "No"),
            new("battery life", "30 h", "40 h", "60 h"),
            new("driver", "32 mm", "40 mm", "50 mm"),
        ],
        Promises =
        [
            new("Noise-Cancelling Headphones", "noise cancelling", "Yes"),
            new("Wireless Headphones", "connection", "Bluetooth 5.4"),
            new("Studio Headphones", "noise cancelling", "No"),
        ],
        Tags = ["music", "over-ear", "travel", "calls", "hi-fi"],
        Openings =
        [
            "Comfortable over-ear {noun} with drivers of {driver} and a balanced, open sound.",
            "The {series} lets music breathe and leaves the noise of the train outside.",
            "Detailed highs, firm bass and soft ear cushions make the {series} easy to love.",
        ],
        Details =
        [
            "Ten minutes of charging are enough for a whole afternoon.",
            "They fold flat into the supplied case, and the cushions can be replaced.",
            "Two microphones keep your voice clear, even on a windy platform.",
        ],
    };

    static ProductLine Speakers => new("speakers", "Speakers", "SPK", Shape.Speaker)
    {
        Nouns = ["Bookshelf Speaker", "Bluetooth Speaker", "Wi-Fi Speaker"],
        Price = (49, 549),
        WeightGrams = (700, 5400),
        Colours = ["Black", "White", "Brown", "Teal", "Red", "Grey"],
        SeveralColoursPercent = 40,
        Facts =
        [
            new("power", "20 W", "40 W", "60 W", "100 W"),
            new("connection", "Bluetooth 5.3", "Wi-Fi and Bluetooth", "Cable and Bluetooth"),
            new("splash-proof", "IPX4", "IPX7", "No"),
        ],
        Promises =
        [
            new("Wi-Fi Speaker", "connection", "Wi-Fi and Bluetooth"),
        ],
        Tags = ["music", "living room", "hi-fi", "party", "multiroom"],
        Openings =
        [
            "{a noun} with {Power} that fills a room without raising its voice.",
            "The {series} sounds larger than it is, with clear voices and bass that stays in control.",
            "Warm, precise and easy to place, the {series} is at home on any shelf.",
        ],
        Details =
        [
            "Two units pair for true stereo at the press of a button.",
            "The fabric front comes off for cleaning, and the cabinet is braced against rattle.",
            "It remembers the volume for every source and wakes in a second.",
        ],
    };

    static ProductLine Laptops => new("laptops", "Laptops", "LTP", Shape.Laptop)
    {
        Nouns = ["13-Inch Laptop", "14-Inch Laptop", "16-Inch Laptop"],
        Price = (599, 2199),
        WeightGrams = (1050, 2100),
        Colours = ["Silver", "Grey", "Navy", "Black"],
        Sizes = new("storage", 12, "512 GB", "1 TB", "2 TB"),
        Facts =
        [
            new("memory", "16 GB", "32 GB", "64 GB"),
            new("processor", "8 cores", "10 cores", "12 cores"),
            new("display", "Full HD matt", "2.8K OLED", "3K 120 Hz"),
            new("battery life", "12 h", "15 h", "18 h"),
        ],
        Tags = ["computer", "work", "student", "lightweight", "usb-c"],
        Openings =
        [
            "A slim aluminium laptop with {Processor}, {Memory} of memory and a display that is easy on the eyes.",
            "The {series} goes through a full working day on one charge.",
            "Quiet under load and quick to wake, the {series} is made for concentrated work.",
        ],
        Details =
        [
            "Battery, memory and storage sit behind five ordinary screws.",
            "The keyboard has a crisp stroke, and the webcam has a shutter.",
            "Two USB-C ports, HDMI and a card slot make adapters unnecessary.",
        ],
    };

    static ProductLine Keyboards => new("keyboards", "Keyboards", "KBD", Shape.Keyboard)
    {
        Nouns = ["Mechanical Keyboard", "Wireless Keyboard", "Compact Keyboard"],
        Price = (35, 219),
        WeightGrams = (420, 1300),
        Colours = ["Black", "White", "Grey", "Navy", "Pink", "Sage"],
        SeveralColoursPercent = 40,
        Facts =
        [
            new("layout", "Full size", "Tenkeyless", "75 %", "65 %"),
            new("switches", "Linear", "Tactile", "Low profile"),
            new("connection", "USB-C", "Bluetooth 5.3", "USB-C and Bluetooth"),
        ],
        Promises =
        [
            new("Wireless Keyboard", "connection", "Bluetooth 5.3"),
            new("Mechanical Keyboard", "switches", "Tactile"),
        ],
        Tags = ["typing", "office", "gaming", "wireless", "desk"],
        Openings =
        [
            "{a noun} with {switches} switches and a sound that stays pleasant all day.",
            "The {series} is built around a solid plate, so every key feels the same.",
            "Compact, precise and reassuringly heavy, the {series} makes writing a pleasure.",
        ],
        Details =
        [
            "Double-shot keycaps keep their legends for tens of millions of strokes.",
            "It switches between three devices, and every switch can be swapped.",
            "Two feet set the angle, and the cable leaves on the side you prefer.",
        ],
    };

    static ProductLine Cameras => new("cameras", "Cameras", "CAM", Shape.Camera)
    {
        Nouns = ["Mirrorless Camera", "Compact Camera", "Travel Camera"],
        Price = (349, 1999),
        WeightGrams = (290, 720),
        Colours = ["Black", "Silver", "Brown", "Olive"],
        SeveralColoursPercent = 30,
        Facts =
        [
            new("resolution", "20 MP", "26 MP", "33 MP", "45 MP"),
            new("sensor", "APS-C", "Full frame", "Micro Four Thirds"),
            new("video", "4K 30", "4K 60", "6K 30"),
            new("stabilisation", "Yes", "No"),
        ],
        Tags = ["photography", "video", "travel", "4k", "lens"],
        Openings =
        [
            "{a noun} with {Resolution} that feels right in the hand from the first frame.",
            "The {series} puts its controls where photographers expect them.",
            "Fast focus and faithful colours let the {series} catch the moment as you saw it.",
        ],
        Details =
        [
            "The viewfinder is large and bright, and the screen tilts for low angles.",
            "The body is sealed against dust and drizzle.",
            "It records {Video} video and charges through USB-C on the move.",
        ],
    };

    static ProductLine Phones => new("smartphones", "Smartphones", "PHN", Shape.Phone)
    {
        Nouns = ["Smartphone", "Smartphone Pro", "Smartphone Mini"],
        Price = (199, 1099),
        WeightGrams = (155, 215),
        Colours = ["Black", "Sky", "Lavender", "Sage", "White", "Red"],
        SeveralColoursPercent = 60,
        Sizes = new("storage", 13, "128 GB", "256 GB", "512 GB"),
        Facts =
        [
            new("display", "6.1-inch OLED", "6.4-inch OLED", "6.7-inch OLED"),
            new("camera", "48 MP", "50 MP", "64 MP"),
            new("battery", "4300 mAh", "4800 mAh", "5200 mAh"),
            new("waterproof", "IP67", "IP68"),
        ],
        Tags = ["mobile", "5g", "dual sim", "camera", "repairable"],
        Openings =
        [
            "A well-made smartphone with {a Display} display and a battery that ends the day with something left.",
            "The {series} takes sharp pictures with its {Camera} camera, even after sunset.",
            "Fast, bright and pleasantly light, the {series} does the everyday things well.",
        ],
        Details =
        [
            "Battery and screen can be replaced with a single screwdriver.",
            "It is sealed to {Waterproof} and survives a fall from the table.",
            "Two SIM cards and an honest, uncluttered system are on board.",
        ],
    };
}
