using System.Text.RegularExpressions;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Interface;

/// <summary>Each operation that replaces or deletes something needs its version, or the documentation says why it does not.</summary>
public sealed partial class ConditionalWriteTests(TestShop shop)
{
    [Fact]
    public async Task An_edit_needs_a_version_or_the_documentation_says_why_not()
    {
        var contract = await shop.Shop.ContractAsync();
        var writes = contract.Operations.Where(operation => operation.Method is "PUT" or "PATCH" or "DELETE").ToList();
        var excepted = Exception().Matches(await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md"), TestContext.Current.CancellationToken))
            .Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(excepted);
        Assert.Equal(
            excepted.Order(StringComparer.Ordinal),
            writes.Where(operation => !NeedsVersion(operation)).Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal));
        Assert.All(writes.Where(NeedsVersion), operation => Assert.True(
            operation.Answers.ContainsKey(428) && operation.Answers[412].Headers.Contains("ETag"), operation.Id));
    }

    static bool NeedsVersion(ApiOperation operation) =>
        operation.Json.TryGetProperty("parameters", out var parameters)
        && parameters.EnumerateArray().Any(p => p.TryGetProperty("name", out var name) && name.GetString() == "If-Match");

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cartwright.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder.FullName;
    }

    // A row of the table of exceptions: the first cell is the operation.
    [GeneratedRegex(@"^\| `((?:PUT|PATCH|DELETE) /[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Exception();
}
