using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cartwright.Platform.Text;

namespace Cartwright.Catalog;

/// <summary>The name of a product in addresses, made from its name: lower-case ASCII letters, digits and single dashes.</summary>
internal static partial class Slug
{
    /// <summary>The most characters of a slug.</summary>
    public const int LengthMax = 80;

    /// <summary>The most characters that are made from a name, so that a number fits behind them.</summary>
    public const int BaseMax = 72;

    const int FullWidthFirst = 0xFF01;
    const int FullWidthLast = 0xFF5E;
    const int FullWidthOffset = 0xFEE0;
    const int IdDigits = 12;

    // Letters that are not an ASCII letter with marks. Cyrillic as in passports (ICAO 9303), without marks, and Greek by its sounds.
    const string Table =
        "ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i ħ=h ŋ=ng ſ=s &=-and- "
        + "а=a б=b в=v г=g ґ=g д=d ђ=d е=e є=ie ж=zh з=z и=i і=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=c у=u ф=f х=kh ц=ts ч=ch џ=dz "
        + "ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia "
        + "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o";

    static readonly FrozenDictionary<int, string> Letters = Table.Split(' ').ToFrozenDictionary(entry => (int)entry[0], entry => entry[2..]);

    /// <summary>Whether a text is a slug.</summary>
    public static bool IsSlug(string text) => text.Length is > 0 and <= LengthMax && Pattern().IsMatch(text);

    /// <summary>The slug of a name, of at most <see cref="BaseMax"/> characters; null if the name has no letter that ASCII has a form for, such as one in Chinese.</summary>
    public static string? Of(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var rune in CanonicalForm.Decompose(name).EnumerateRunes())
        {
            var character = rune.Value is >= FullWidthFirst and <= FullWidthLast ? rune.Value - FullWidthOffset : Rune.ToLowerInvariant(rune).Value;
            if (character < 128 && char.IsAsciiLetterOrDigit((char)character))
            {
                slug.Append(char.ToLowerInvariant((char)character));
            }
            else if (Letters.TryGetValue(character, out var letters))
            {
                slug.Append(letters);
            }
            else if (!Joins(rune))
            {
                slug.Append('-');
            }
        }

        var words = slug.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries);
        var length = 0;
        var fitting = string.Join('-', words.TakeWhile(word => (length += word.Length + 1) <= BaseMax + 1));
        return fitting.Length > 0 ? fitting : words is [var first, ..] ? first[..BaseMax] : null;
    }

    /// <summary>The slug of a product whose name has none.</summary>
    public static string OfId(Guid id) => $"product-{id.ToString("N")[^IdDigits..]}";

    // Marks belong to the letter before them, and an apostrophe divides no word.
    static bool Joins(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format
        || rune.Value is '\'' or 0x2019 or 0x02BC;

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Pattern();
}
