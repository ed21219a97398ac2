using Cartwright.Demo.Departments;
using Cartwright.Demo.Pictures;

namespace Cartwright.Demo;

/// <summary>The demo shop's categories and products: the same seed gives the same shop, down to the last byte.</summary>
internal sealed class DemoCatalog
{
    /// <summary>The default seed.</summary>
    public const ulong DefaultSeed = 2026;

    const int ProductsPerLine = 30;

    static readonly string[] Models =
    [
        "Alba", "Arno", "Astra", "Aven", "Bergen", "Birch", "Bora", "Brisa", "Calla", "Cedar", "Cirrus", "Clio", "Cove", "Dahlia", "Delta",
        "Duna", "Echo", "Ember", "Enzo", "Faro", "Fjord", "Flint", "Freya", "Gaia", "Granit", "Halo", "Harper", "Hazel", "Indra", "Iris",
        "Isla", "Juno", "Kai", "Kestrel", "Koto", "Lago", "Linden", "Luma", "Lyra", "Mara", "Mistral", "Moss", "Nova", "Nyhavn", "Oda",
        "Onyx", "Orla", "Pico", "Prima", "Quill", "Rhea", "Rio", "Sable", "Sol", "Tarn", "Terra", "Una", "Vela", "Willow", "Zephyr",
    ];

    DemoCatalog(IReadOnlyList<DemoCategory> categories, IReadOnlyList<DemoProduct> products)
    {
        Categories = categories;
        Products = products;
    }

    /// <summary>The tree, every parent before its children.</summary>
    public IReadOnlyList<DemoCategory> Categories { get; }

    /// <summary>All products, line by line.</summary>
    public IReadOnlyList<DemoProduct> Products { get; }

    /// <summary>Generates the catalog.</summary>
    public static DemoCatalog Create(ulong seed = DefaultSeed)
    {
        Department[] departments =
        [
            HomeAndKitchen.Department, FurnitureAndLiving.Department, Fashion.Department, Electronics.Department,
            SportsAndOutdoors.Department, BooksAndStationery.Department, GardenAndPantry.Garden, GardenAndPantry.Pantry,
        ];

        return new DemoCatalog(
            [.. departments.SelectMany(CategoriesOf)],
            [.. departments.SelectMany(department => department.Groups
                .SelectMany(group => group.Lines)
                .SelectMany(line => ProductsOf(department, line, seed)))]);
    }

    static IEnumerable<DemoCategory> CategoriesOf(Department department)
    {
        yield return new DemoCategory(department.Slug, department.Name, null);
        foreach (var group in department.Groups)
        {
            yield return new DemoCategory(group.Slug, group.Name, department.Slug);
            foreach (var line in group.Lines)
            {
                yield return new DemoCategory(line.Slug, line.Name, group.Slug);
            }
        }
    }

    static IEnumerable<DemoProduct> ProductsOf(Department department, ProductLine line, ulong seed)
    {
        var order = SplitMix64.For(seed, line.Slug);
        var series = order.Shuffle(line.Series ?? Models);
        var brands = order.Shuffle(department.Brands);

        for (var number = 0; number < ProductsPerLine; number++)
        {
            var sku = $"{line.Code}-{number + 1:D4}";
            yield return Product(department, line, sku, brands[number % brands.Length], series[number], SplitMix64.For(seed, sku));
        }
    }

    static DemoProduct Product(
        Department department, ProductLine line, string sku, string brand, string series, SplitMix64 random)
    {
        var noun = random.Pick(line.Nouns);
        var colours = PickColours(line, random);
        var sizes = PickSizes(line, random);
        var attributes = PickAttributes(line, noun, colours, sizes, random);

        var words = new DemoWords(brand, series, noun, attributes);
        var name = words.Fill(line.NamePattern);
        var description = Describe(department, line, words, random);
        var tags = random.Shuffle(line.Tags).Take(random.Between(2, 4)).Order(StringComparer.Ordinal).ToArray();

        var style = random.Below(DemoPicture.Styles);
        var pictures = colours
            .Select(colour => new DemoPicture(line.Shape, department.Slug, colour, style, $"{name}, {DemoWords.InSentence(colour)}"))
            .ToArray();

        return new DemoProduct(
            sku, name, description, line.Slug, brand, tags, attributes, pictures,
            DemoVariants.Create(line, sku, colours, sizes, random));
    }

    static string[] PickColours(ProductLine line, SplitMix64 random)
    {
        var count = random.Chance(line.SeveralColoursPercent) ? random.Between(2, 3) : 1;
        return [.. random.Shuffle(line.Colours).Take(count)];
    }

    static string[] PickSizes(ProductLine line, SplitMix64 random)
    {
        if (line.Sizes is not { } sizes)
        {
            return [];
        }

        // What must fit a body comes in every size; of other things, some exist in one size only.
        var everySize = sizes.PercentPerStep == 0 || random.Chance(70);
        return everySize ? sizes.Values : [random.Pick(sizes.Values)];
    }

    static OrderedDictionary<string, string> PickAttributes(
        ProductLine line, string noun, string[] colours, string[] sizes, SplitMix64 random)
    {
        var attributes = new OrderedDictionary<string, string>();
        foreach (var fact in line.Facts)
        {
            attributes[fact.Name] = random.Pick(fact.Values);
        }

        foreach (var promise in line.Promises.Where(promise => promise.Noun == noun))
        {
            attributes[promise.Fact] = promise.Value;
        }

        if (colours is [var colour])
        {
            attributes["colour"] = colour;
        }

        if (sizes is [var size])
        {
            attributes[line.Sizes!.Option] = size;
        }

        return attributes;
    }

    static string Describe(Department department, ProductLine line, DemoWords words, SplitMix64 random)
    {
        List<string> sentences = [random.Pick(line.Openings), random.Pick(line.Details)];
        if (random.Chance(70))
        {
            sentences.Add(random.Pick(department.Closings));
        }

        return string.Join(' ', sentences.Select(words.Sentence));
    }
}
