namespace Cartwright.Demo.Pictures;

/// <summary>The colours that products come in, and how to make them lighter and darker.</summary>
internal static class Colour
{
    static readonly Dictionary<string, string> Named = new()
    {
        ["Black"] = "#3a3d45", ["White"] = "#f4f2ee", ["Grey"] = "#9aa0a8", ["Silver"] = "#c3c9d1", ["Cream"] = "#f0e3c8",
        ["Beige"] = "#d9c6a8", ["Sand"] = "#d8bd92", ["Brown"] = "#8a5a3b", ["Copper"] = "#c9784d", ["Gold"] = "#d9ac4a",
        ["Yellow"] = "#f2c744", ["Mustard"] = "#d9a02f", ["Orange"] = "#ee8238", ["Terracotta"] = "#cd6b4a", ["Red"] = "#d4443f",
        ["Burgundy"] = "#8b2f43", ["Pink"] = "#e99aae", ["Lavender"] = "#b0a2d8", ["Purple"] = "#7d58a8", ["Navy"] = "#2f4470",
        ["Blue"] = "#3f77c4", ["Sky"] = "#86bde3", ["Teal"] = "#2f8f8f", ["Green"] = "#3f8a58", ["Sage"] = "#9cb596", ["Olive"] = "#77803f",
    };

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    internal static string Of(string name) => Named[name];

    /// <summary>Whether dark print is the legible one: judged by green, which the eye weighs most.</summary>
    internal static bool IsLight(string colour) => Convert.ToInt32(colour.Substring(3, 2), 16) > 215;

    /// <summary>A colour with <paramref name="percent"/> of another stirred in, in whole numbers.</summary>
    internal static string Mix(string colour, string other, int percent)
    {
        Span<int> channels = stackalloc int[3];
        for (var channel = 0; channel < 3; channel++)
        {
            var from = Convert.ToInt32(colour.Substring(1 + (2 * channel), 2), 16);
            var to = Convert.ToInt32(other.Substring(1 + (2 * channel), 2), 16);
            channels[channel] = from + ((to - from) * percent / 100);
        }

        return $"#{channels[0]:x2}{channels[1]:x2}{channels[2]:x2}";
    }
}
