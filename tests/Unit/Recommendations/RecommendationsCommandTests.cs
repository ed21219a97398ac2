using System.CommandLine;
using Cartwright.Commands;

namespace Cartwright.Unit.Recommendations;

public sealed class RecommendationsCommandTests
{
    [Fact]
    public async Task Files_of_sessions_are_evaluated_into_a_line_for_each_method()
    {
        var folder = Directory.CreateTempSubdirectory("cartwright-sessions-");
        try
        {
            var (train, test) = (Path.Combine(folder.FullName, "train.tsv"), Path.Combine(folder.FullName, "test.tsv"));
            await File.WriteAllLinesAsync(train, ["SessionId\tItemId\tTime", .. Lines(0, 30)], TestContext.Current.CancellationToken);
            await File.WriteAllLinesAsync(test, ["SessionId\tItemId\tTime", .. Lines(30, 3)], TestContext.Current.CancellationToken);

            var (status, output, _) = await RunAsync("--sessions", train, "--test", test);

            Assert.Equal(0, status);
            Assert.Contains("HR@10", output, StringComparison.Ordinal);
            Assert.Matches(@"popularity +3 ", output);
            Assert.Matches(@"item-kNN +3 +1\.0000 +1\.0000 +1\.0000", output);
            Assert.Matches(@"similar sessions +3 +1\.0000 +1\.0000 +1\.0000", output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_generated_history_is_evaluated_and_its_cost_is_measured()
    {
        var (status, output, _) = await RunAsync("--generate", "300", "--products", "200");

        Assert.Equal(0, status);
        Assert.Contains("similar sessions", output, StringComparison.Ordinal);
        Assert.Matches(@"rebuild +\d+\.\d\d s", output);
        Assert.Matches(@"memory +\d+ MB", output);
        Assert.Matches(@"answer, p99 +\d+\.\d+ ms", output);
    }

    [Theory]
    [InlineData("Name either")]
    [InlineData("Name either", "--sessions", "a.tsv")]
    [InlineData("Name either", "--sessions", "a.tsv", "--test", "b.tsv", "--generate", "100")]
    [InlineData("--generate is 1 to", "--generate", "0")]
    [InlineData("--products is 100 to", "--generate", "100", "--products", "99")]
    public void Options_that_do_not_go_together_are_refused(string message, params string[] options) =>
        Assert.Contains(RecommendationsCommand.Create().Parse(["evaluate", .. options]).Errors, error => error.Message.StartsWith(message, StringComparison.Ordinal));

    [Fact]
    public void A_generated_history_has_defaults_for_all_but_its_size() =>
        Assert.Empty(RecommendationsCommand.Create().Parse(["evaluate", "--generate", "1000000"]).Errors);

    [Fact]
    public async Task A_file_of_another_form_is_named_by_its_line()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, ["SessionId\tItemId\tTime", "1\ta"], TestContext.Current.CancellationToken);

            var (status, _, error) = await RunAsync("--sessions", file, "--test", file);

            Assert.Equal(1, status);
            Assert.Contains("Line 2", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    static async Task<(int Status, string Output, string Error)> RunAsync(params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await RecommendationsCommand.Create().Parse(["evaluate", .. options])
            .InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (status, output.ToString(), error.ToString());
    }

    static IEnumerable<string> Lines(int first, int count) =>
        Enumerable.Range(first, count).SelectMany(n => (string[])[$"{n}\ta\t{1_700_000_000 + n}", $"{n}\tb\t{1_700_000_060 + n}"]);
}
