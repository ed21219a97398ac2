namespace Cartwright.Catalog;

/// <summary>A word of a text.</summary>
/// <param name="Text">The word as it is indexed and compared: lower case, without accents, in one width.</param>
/// <param name="Stems">Its stems in the languages of the search, without the word itself; none for a word with digits.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
internal sealed record Word(string Text, IReadOnlyList<string> Stems, int Start, int End)
{
    /// <summary>Whether it is part of a number or a part number: such a word has no stem and no typo.</summary>
    public bool HasDigits => Text.Any(char.IsAsciiDigit);
}
