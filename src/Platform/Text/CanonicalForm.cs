using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Cartwright.Platform.Text;

/// <summary>
/// Unicode normalization forms C and D (UAX #15). In form C, texts that look the same because they differ in how letters and marks are composed become the
/// same text.
/// <see cref="string.Normalize()"/> does nothing in this program, which runs without the libraries of ICU (<c>InvariantGlobalization</c>).
/// </summary>
public static class CanonicalForm
{
    const int FirstWithMark = 0x300;

    // Hangul syllables are composed by arithmetic (The Unicode Standard, 3.12).
    const int SyllableFirst = 0xAC00;
    const int LeadFirst = 0x1100;
    const int VowelFirst = 0x1161;
    const int TrailBefore = 0x11A7;
    const int Leads = 19;
    const int Vowels = 21;
    const int Trails = 28;

    static readonly FrozenDictionary<int, int> Classes;
    static readonly FrozenDictionary<int, int[]> Decompositions;
    static readonly FrozenDictionary<(int First, int Second), int> Compositions;

    static CanonicalForm()
    {
        var classes = new Dictionary<int, int>();
        var decompositions = new Dictionary<int, int[]>();
        var compositions = new Dictionary<(int, int), int>();
        using var reader = new StreamReader(typeof(CanonicalForm).Assembly.GetManifestResourceStream("canonical.txt")!);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            foreach (var entry in words[0] == "ccc" ? words[2..] : [])
            {
                var range = entry.Split('-').Select(Number).ToArray();
                for (var character = range[0]; character <= range[^1]; character++)
                {
                    classes.Add(character, int.Parse(words[1], CultureInfo.InvariantCulture));
                }
            }

            foreach (var entry in words[0] == "dec" ? words[1..] : [])
            {
                var parts = entry.Split('=', '!', '+').Select(Number).ToArray();
                decompositions.Add(parts[0], parts[1..]);
                if (entry.Contains('=', StringComparison.Ordinal))
                {
                    compositions.Add((parts[1], parts[2]), parts[0]);
                }
            }
        }

        (Classes, Decompositions, Compositions) = (classes.ToFrozenDictionary(), decompositions.ToFrozenDictionary(), compositions.ToFrozenDictionary());
    }

    /// <summary>The normalized text. Takes time in proportion to the length; callers bound it.</summary>
    public static string Of(string text)
    {
        if (text.All(c => c < FirstWithMark))
        {
            return text;
        }

        return Join(Compose(Decomposed(text)));
    }

    /// <summary>The text in normalization form D: every mark follows its letter. Takes time in proportion to the length; callers bound it.</summary>
    public static string Decompose(string text) => Join(Decomposed(text));

    static List<int> Decomposed(string text)
    {
        var characters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, characters);
        }

        Order(characters);
        return characters;
    }

    static string Join(List<int> characters)
    {
        var text = new StringBuilder(characters.Count);
        foreach (var character in characters)
        {
            text.Append(char.ConvertFromUtf32(character));
        }

        return text.ToString();
    }

    static void Decompose(int character, List<int> characters)
    {
        if (character - SyllableFirst is var syllable and >= 0 and < Leads * Vowels * Trails)
        {
            characters.Add(LeadFirst + (syllable / (Vowels * Trails)));
            characters.Add(VowelFirst + (syllable % (Vowels * Trails) / Trails));
            if (syllable % Trails is var trail and > 0)
            {
                characters.Add(TrailBefore + trail);
            }
        }
        else if (Decompositions.TryGetValue(character, out var parts))
        {
            foreach (var part in parts)
            {
                Decompose(part, characters);
            }
        }
        else
        {
            characters.Add(character);
        }
    }

    // Marks after a letter get the order of their classes; marks of one class keep theirs.
    static void Order(List<int> characters)
    {
        for (var start = 0; start < characters.Count; start++)
        {
            var end = start;
            while (end < characters.Count && Class(characters[end]) > 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var ordered = characters.GetRange(start, end - start).OrderBy(Class).ToList();
                for (var i = 0; i < ordered.Count; i++)
                {
                    characters[start + i] = ordered[i];
                }
            }

            start = end;
        }
    }

    // A mark joins the letter before it unless a mark of the same or a higher class stands between them.
    static List<int> Compose(List<int> characters)
    {
        var composed = new List<int>(characters.Count);
        var letter = -1;
        var classBefore = 0;
        foreach (var character in characters)
        {
            var ownClass = Class(character);
            var isNext = letter == composed.Count - 1;
            if (letter >= 0 && (isNext || (classBefore < ownClass && classBefore > 0)) && Composition(composed[letter], character) is { } both)
            {
                composed[letter] = both;
                continue;
            }

            composed.Add(character);
            classBefore = ownClass;
            letter = ownClass == 0 ? composed.Count - 1 : letter;
        }

        return composed;
    }

    static int? Composition(int first, int second) =>
        first - LeadFirst is var lead and >= 0 and < Leads && second - VowelFirst is var vowel and >= 0 and < Vowels
            ? SyllableFirst + (((lead * Vowels) + vowel) * Trails)
        : first - SyllableFirst is var syllable and >= 0 and < Leads * Vowels * Trails && syllable % Trails == 0
            && second - TrailBefore is var trail and > 0 and < Trails
            ? first + trail
        : Compositions.TryGetValue((first, second), out var both) ? both : null;

    static int Class(int character) => Classes.GetValueOrDefault(character);

    static int Number(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
