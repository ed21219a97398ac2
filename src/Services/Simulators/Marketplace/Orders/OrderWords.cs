using System.Text;

namespace Cartwright.Simulators;

/// <summary>A word of a label, as text and as JSON.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="Json">As it is written: UTF-8, escaped.</param>
internal sealed record OrderWord(string Text, byte[] Json)
{
    /// <summary>Escapes what JSON has to have escaped (RFC 8259, 7) and nothing else, so that readers meet both.</summary>
    public static OrderWord Of(string text) =>
        new(text, Encoding.UTF8.GetBytes(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)));
}

/// <summary>What the orders are about. Some words have accents, other alphabets, quotes or a backslash, as sellers' texts do.</summary>
internal static class OrderWords
{
    /// <summary>How it is: 32 words.</summary>
    public static OrderWord[] Qualities { get; } = All(
        "Oak", "Walnut", "Beech", "Bamboo", "Birch", "Linen", "Cotton", "Wool", "Felt", "Leather", "Cork", "Steel", "Brass", "Copper", "Enamel", "Glass",
        "Ceramic", "Marble", "Concrete", "Rattan", "Folding", "Vintage", "Modern", "Rustic", "Décor", "\"Nordic\"", "Crème", "Large", "Small", "Handmade", "Recycled", "Måne");

    /// <summary>What it is: 64 words.</summary>
    public static OrderWord[] Wares { get; } = All(
        "desk lamp", "floor lamp", "bookshelf", "side table", "dining chair", "bar stool", "wall clock", "picture frame", "mirror", "coat rack", "shoe rack",
        "storage box", "laundry basket", "plant pot", "vase", "candle holder", "tea light set", "cushion cover", "blanket", "rug 80 × 150 cm", "curtain", "bed linen",
        "bath towel", "soap dish", "toothbrush cup", "chopping board", "bread bin", "salad bowl", "crêpe pan", "café cup", "teapot", "water carafe", "wine glass",
        "cutlery set", "pepper mill", "spice rack", "apron", "tea towel", "lunch box", "drinking bottle", "15\" laptop sleeve", "28\" bicycle basket", "phone stand",
        "cable box", "notebook A5", "desk organiser", "pencil case", "fountain pen »Füller«", "wrapping paper", "game \"either\\or\"", "jigsaw, 1,000 pieces",
        "kite", "wooden train", "soft toy Bär", "mobile 🦊", "bird feeder", "watering can", "garden gloves", "fire bowl", "hammock", "picnic rug", "tea bowl 茶碗",
        "smörgåsbord tray", "piñata");

    /// <summary>How many pieces of it.</summary>
    public static ReadOnlySpan<byte> Pieces => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 6, 12];

    static OrderWord[] All(params IEnumerable<string> words) => [.. words.Select(OrderWord.Of)];
}
