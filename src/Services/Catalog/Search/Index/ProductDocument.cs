using System.Buffers.Binary;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Cartwright.Catalog;

/// <summary>Writes a product as a document of the index.</summary>
internal static class ProductDocument
{
    /// <summary>The shortest beginning of a word that is searched, in characters.</summary>
    public const int PrefixMin = 2;

    /// <summary>The longest beginning of a word that is searched, in characters.</summary>
    public const int PrefixMax = 15;

    /// <summary>The longest name by which products are sorted, in characters.</summary>
    public const int SortNameMax = 200;

    // A longer value is a text that nobody selects from a list.
    const int FacetValueMax = 60;

    // A description of more words is indexed up to here.
    const int DescriptionWordsMax = 2000;

    /// <summary>The document of a product.</summary>
    public static Document Of(IndexedProduct product, WordReader words, long generation)
    {
        var name = words.Read(product.Name);
        var brand = words.Read(product.Brand ?? "");
        var categoryNames = product.Categories.Select(c => words.Read(c.Name)).ToList();
        var categories = categoryNames.SelectMany(c => c).ToList();
        var attributes = words.Read(string.Join('\n', [.. product.Tags, .. product.Attributes.Select(TextOf)]));
        var description = words.Read(product.Description).Take(DescriptionWordsMax).ToList();
        var (high, low) = Halves(product.Id);
        var document = new Document
        {
            new StringField(IndexFields.Id, product.Id.ToString("N"), Field.Store.NO),
            new NumericDocValuesField(IndexFields.IdHigh, high),
            new NumericDocValuesField(IndexFields.IdLow, low),
            new StringField(IndexFields.WholeName, string.Join(' ', name.Select(w => w.Text)), Field.Store.NO),
            new SortedDocValuesField(IndexFields.SortName, new BytesRef(SortName(product.Name))),
            new NumericDocValuesField(IndexFields.Price, product.Price),
            new StringField(IndexFields.Currency, product.Currency, Field.Store.NO),
            new SortedDocValuesField(IndexFields.Currency, new BytesRef(product.Currency)),
            new NumericDocValuesField(IndexFields.InStock, product.InStock ? 1 : 0),
            new NumericDocValuesField(IndexFields.Version, product.Version),
            new Int64Field(IndexFields.Generation, generation, Field.Store.NO),
            Terms(
                IndexFields.Dictionary,
                [.. name.Concat(brand).Concat(categories).Concat(attributes).Concat(description).Where(w => !w.HasDigits).SelectMany(w => w.Stems.Prepend(w.Text)).Distinct()]),
            Terms(IndexFields.WholeCategory, [.. categoryNames.Select(StemsOf).Distinct()]),
            Terms(IndexFields.Code, [.. product.Codes.Select(CodeOf).Distinct()]),
        };
        AddWords(document, MatchField.Name, name, hasPrefixes: true);
        AddWords(document, MatchField.Brand, brand, hasPrefixes: true);
        AddWords(document, MatchField.Category, categories, hasPrefixes: true);
        AddWords(document, MatchField.Attribute, attributes, hasPrefixes: true);
        AddWords(document, MatchField.Description, description, hasPrefixes: false);
        if (product.Brand is { Length: > 0 and <= FacetValueMax } facet)
        {
            document.Add(new SortedDocValuesField(IndexFields.Brand, new BytesRef(facet)));
        }

        foreach (var category in product.Categories)
        {
            document.Add(new StringField(IndexFields.Category, category.Slug, Field.Store.NO));
            document.Add(new SortedSetDocValuesField(IndexFields.Category, new BytesRef(category.Slug)));
        }

        foreach (var attribute in product.Attributes.Where(a => IsFacet(product, a)).Select(AttributeFacet.Of).Distinct(StringComparer.Ordinal))
        {
            document.Add(new SortedSetDocValuesField(IndexFields.Attribute, new BytesRef(attribute)));
        }

        return document;
    }

    /// <summary>A code as it is compared: lower case, without separators.</summary>
    public static string CodeOf(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Words as their first stems, with a space between.</summary>
    public static string StemsOf(IEnumerable<Word> words) => string.Join(' ', words.Select(w => w.Stems.Count > 0 ? w.Stems[0] : w.Text));

    /// <summary>A name as products are sorted by it.</summary>
    public static string SortName(string name)
    {
        var folded = Folding.Fold(name.ToLowerInvariant());
        return folded.Length <= SortNameMax ? folded : folded[..(char.IsHighSurrogate(folded[SortNameMax - 1]) ? SortNameMax - 1 : SortNameMax)];
    }

    /// <summary>The halves of an id, which sort as the id does when they are compared as unsigned numbers.</summary>
    public static (long High, long Low) Halves(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }

    /// <summary>The id of two halves.</summary>
    public static Guid IdOf(long high, long low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }

    static bool IsFacet(IndexedProduct product, KeyValuePair<string, string> attribute) =>
        attribute.Value.Length is > 0 and <= FacetValueMax && !product.NoFacets.Contains(attribute.Key, StringComparer.OrdinalIgnoreCase);

    // A property that a product has or has not is known by its name.
    static string TextOf(KeyValuePair<string, string> attribute) => attribute.Value.ToLowerInvariant() switch
    {
        "yes" or "true" => attribute.Key,
        "no" or "false" => "",
        _ => attribute.Value,
    };

    static void AddWords(Document document, MatchField field, IReadOnlyList<Word> words, bool hasPrefixes)
    {
        document.Add(new Field(IndexFields.Words(field), new TermStream([.. words.Select(w => w.Text)]), IndexFields.Placed));
        document.Add(Terms(IndexFields.Stems(field), [.. words.SelectMany(w => w.Stems).Distinct()]));
        if (hasPrefixes)
        {
            document.Add(Terms(
                IndexFields.Prefixes(field),
                [.. words.SelectMany(w => Enumerable.Range(PrefixMin, Math.Max(0, Math.Min(w.Text.Length, PrefixMax) - PrefixMin + 1)).Select(n => w.Text[..n])).Distinct()]));
        }
    }

    static Field Terms(string field, IReadOnlyList<string> terms) => new(field, new TermStream(terms), IndexFields.Present);
}
