using System.Text;
using System.Text.Json.Nodes;

namespace Cartwright.Bench;

/// <summary>
/// Products to search: names of 5 words and descriptions of 30 from a vocabulary of 20,000 in which few words are frequent and most are rare, 30 categories, 2,000 brands and
/// 4 attributes. The same for the same number.
/// </summary>
internal static class SearchedCatalog
{
    const int Seed = 11;
    const int VocabularySize = 20_000;
    const int Categories = 30;
    const int Brands = 2_000;
    const int NameWords = 5;
    const int DescriptionWords = 30;
    const int ProductsPerRequest = 500;
    const int RequestsAtOnce = 4;
    const int TermCount = 40;
    static readonly string[] Syllables =
    [
        "ba", "be", "bi", "bo", "da", "de", "di", "do", "fa", "fe", "ga", "go", "ka", "ke", "ki", "ko",
        "la", "le", "li", "lo", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "ra", "re",
    ];

    static readonly (string Name, int Values)[] Attributes = [("finish", 12), ("material", 40), ("size", 8), ("series", 200)];

    /// <summary>The words of products, the most frequent ones first. No two are equal.</summary>
    public static IReadOnlyList<string> Vocabulary { get; } = [.. Enumerable.Range(0, VocabularySize).Select(WordOf)];

    /// <summary>Forty words, from frequent to rare.</summary>
    public static IReadOnlyList<string> Terms { get; } =
        [.. Enumerable.Range(0, TermCount).Select(i => Vocabulary[(int)Math.Pow(VocabularySize / 20.0, i / (TermCount - 1.0)) - 1 + i])];

    /// <summary>What customers select besides a word: nothing, or values of one or two of the eight facets.</summary>
    public static IReadOnlyList<string> Selections { get; } =
        ["", "&attributes.finish=finish-1", "&category=bench-3", "&attributes.material=material-2&attributes.size=size-1", "&inStock=true"];

    /// <summary>Adds products.</summary>
    public static async Task AddAsync(ShopApi api, string administrator, int products, CancellationToken cancellationToken)
    {
        await api.SendAsync(HttpMethod.Post, "/api/products/categories/batch", administrator, new JsonObject
        {
            ["items"] = new JsonArray([.. Enumerable.Range(0, Categories).Select(i => new JsonObject { ["slug"] = $"bench-{i}", ["name"] = $"Bench {WordOf(i)}" })]),
        }, cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, (products + ProductsPerRequest - 1) / ProductsPerRequest), parallel, async (page, token) =>
        {
            var first = page * ProductsPerRequest;
            await api.SendAsync(HttpMethod.Post, "/api/products/batch", administrator, new JsonObject
            {
                ["items"] = new JsonArray([.. Enumerable.Range(first, Math.Min(ProductsPerRequest, products - first)).Select(ProductOf)]),
            }, token);
        });
    }

    /// <summary>One product, the same for the same number.</summary>
    public static JsonObject ProductOf(int number)
    {
        var random = new Random(HashCode(number));
        return new()
        {
            ["name"] = Words(random, NameWords),
            ["description"] = Words(random, DescriptionWords),
            ["category"] = $"bench-{random.Next(Categories)}",
            ["brand"] = $"Brand {WordOf(random.Next(Brands))}",
            ["sku"] = $"BENCH-{number}",
            ["price"] = Math.Round(1 + (random.NextDouble() * random.NextDouble() * 2000), 2),
            ["attributes"] = new JsonObject(Attributes.Select(a => KeyValuePair.Create<string, JsonNode?>(a.Name, $"{a.Name}-{random.Next(a.Values)}"))),
        };
    }

    // Equally many words of each order of magnitude, as in a language.
    static string Words(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[(int)Math.Pow(VocabularySize, random.NextDouble()) - 1]));

    static string WordOf(int number)
    {
        var word = new StringBuilder();
        for (var rest = number + Syllables.Length; rest > 0; rest /= Syllables.Length) word.Append(Syllables[rest % Syllables.Length]);
        return word.ToString();
    }

    static int HashCode(int number) => unchecked((number * 486_187_739) ^ Seed);
}
