namespace Cartwright.Demo;

/// <summary>A top of the category tree: its groups, and the words that all its products share.</summary>
internal sealed record Department(string Slug, string Name, string[] Brands, string[] Closings, ProductGroup[] Groups);

/// <summary>The middle level of the tree.</summary>
internal sealed record ProductGroup(string Slug, string Name, params ProductLine[] Lines);

/// <summary>
/// A leaf of the category tree and everything needed to invent plausible products for it. In sentences and names,
/// <c>{brand}</c>, <c>{series}</c>, <c>{noun}</c>, <c>{colour}</c> and the names of facts are replaced by the product's
/// own; <c>{Material}</c> keeps the capital letter that <c>{material}</c> loses, <c>{a material}</c> adds the article.
/// </summary>
internal sealed record ProductLine(string Slug, string Name, string Code, Pictures.Shape Shape)
{
    /// <summary>What a single product is called; the first words of it must tell the lines apart.</summary>
    public required string[] Nouns { get; init; }

    /// <summary>How a name is put together.</summary>
    public string NamePattern { get; init; } = "{brand} {series} {Noun}";

    /// <summary>Names of models, when the general ones do not suit: the titles of books.</summary>
    public string[]? Series { get; init; }

    /// <summary>The cheapest and the dearest product, in whole euros.</summary>
    public required (int From, int To) Price { get; init; }

    /// <summary>The lightest and the heaviest product.</summary>
    public required (int From, int To) WeightGrams { get; init; }

    /// <summary>Names from <see cref="Pictures.Colour"/>.</summary>
    public required string[] Colours { get; init; }

    /// <summary>How many products in a hundred come in several colours.</summary>
    public int SeveralColoursPercent { get; init; }

    /// <summary>The sizes or capacities that a product comes in.</summary>
    public Sizes? Sizes { get; init; }

    /// <summary>The attributes that customers filter by.</summary>
    public required Fact[] Facts { get; init; }

    /// <summary>Facts that a noun promises: a diving watch is watertight.</summary>
    public Promise[] Promises { get; init; } = [];

    /// <summary>Search words; a product gets a few of them.</summary>
    public required string[] Tags { get; init; }

    /// <summary>First sentences of descriptions.</summary>
    public required string[] Openings { get; init; }

    /// <summary>Second sentences of descriptions.</summary>
    public required string[] Details { get; init; }
}

/// <summary>An attribute and the values that it may have.</summary>
internal sealed record Fact(string Name, params string[] Values);

/// <summary>The value that an attribute must have for products of that noun.</summary>
internal sealed record Promise(string Noun, string Fact, string Value);

/// <summary>An option with ordered values, each a few percent dearer and heavier than the one before.</summary>
internal sealed record Sizes(string Option, int PercentPerStep, params string[] Values);
