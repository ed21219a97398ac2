using System.CommandLine;
using Cartwright.Commands;

namespace Cartwright.Unit.Search;

public sealed class SearchCommandTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cartwright-search-");

    readonly ListedEngine engine = new(new() { ["mug"] = ["S2", "S1"], ["mugs"] = ["S1"], ["qwertz"] = ["S3"] });

    public void Dispose() => folder.Delete(recursive: true);

    string File(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    string[] Files() =>
    [
        "--products", File("products.csv", "sku,name,inStock\nS1,Blue mug,true\nS2,Red mug,false\nS3,Pan,true\n"),
        "--queries", File("queries.csv", "id,query,kind,half\nq1,mug,category,tune\nq2,mugs,plural,report\nq3,beaker,category,report\nq4,qwertz,nonsense,report\n"),
        "--judgements", File("judgements.csv", "queryId,sku,grade\nq1,S1,3\nq1,S2,3\nq2,S1,3\nq3,S1,2\nq3,S9,3\n"),
    ];

    async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = new RootCommand { SearchCommand.Create(() => engine) }.Parse(["search", "evaluate", .. args]);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task Figures_of_every_half_and_kind_are_printed()
    {
        var (code, output, _) = await RunAsync(Files());

        Assert.Equal(0, code);
        Assert.Equal(
            """
            Judgements left out, because the catalog does not have their products: 1
            Products: 3, sold out: 1, queries: 4
            half    kind      queries  nDCG@10  zero results  sold out on top  false results
            tune    category        1    1.000         0.0 %          100.0 %              –
            tune    all             1    1.000         0.0 %          100.0 %              –
            report  plural          1    1.000         0.0 %            0.0 %              –
            report  category        1    0.000       100.0 %            0.0 %              –
            report  nonsense        1        –             –                –        100.0 %
            report  all             3    0.500        50.0 %            0.0 %        100.0 %

            Typos, seed 1: the share of the ten best results of the correct spelling that remains
            edits   queries     kept   target
            1             5    0.0 %     95 %
            2             0        –     85 %

            """,
            output);
        Assert.True(engine.IsDisposed);
    }

    [Fact]
    public async Task One_half_can_be_asked_alone()
    {
        var (_, output, _) = await RunAsync([.. Files(), "--half", "tune"]);

        Assert.Contains("queries: 1\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("report", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worst_queries_show_what_was_found_and_expected()
    {
        var (_, output, _) = await RunAsync([.. Files(), "--worst", "2"]);

        Assert.EndsWith(
            """

            q3 "beaker" (category, report): nDCG@10 0.000
              found     nothing
              expected  2  S1  Blue mug

            q4 "qwertz" (nonsense, report): nDCG@10 –
              found     0  S3  Pan
              expected  nothing

            """,
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_shop_is_the_default()
    {
        var (code, output, error) = await RunAsync();

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Products: 1200, sold out: 20, queries: ", output, StringComparison.Ordinal);
        Assert.Equal(1200, engine.Products.Count);
    }

    [Fact]
    public async Task Esci_has_two_files_and_a_locale()
    {
        var (code, output, _) = await RunAsync(
            "--format", "esci", "--locale", "es",
            "--products", File("p.csv", "product_id,product_title,product_locale\nB1,Taza,es\nB1,Mug,us\n"),
            "--judgements", File("e.csv", "query,query_id,product_id,product_locale,esci_label,split\ntaza,1,B1,es,E,test\nmug,2,B1,us,E,test\n"));

        Assert.Equal(0, code);
        Assert.StartsWith("Products: 1, sold out: 0, queries: 1\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_files_are_named()
    {
        var files = Files();

        Assert.Contains("Name all three files", (await RunAsync(files[..2])).Error, StringComparison.Ordinal);
        Assert.Contains("Name all three files", (await RunAsync("--format", "wands")).Error, StringComparison.Ordinal);
        Assert.Contains("ESCI has two files", (await RunAsync(["--format", "esci", .. files])).Error, StringComparison.Ordinal);
        Assert.Contains("There is no file /nowhere", (await RunAsync([.. files[2..], "--products", "/nowhere"])).Error, StringComparison.Ordinal);
        Assert.Contains("--worst is 0 to 1000.", (await RunAsync("--worst", "-1")).Error, StringComparison.Ordinal);
    }
}
