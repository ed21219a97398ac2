using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog;

/// <summary>Shows the rules of staff for the search, and replaces them if their version is still the one in <c>If-Match</c>.</summary>
internal static class EditSearchRules
{
    sealed record Row(int Version, string Rules, DateTimeOffset EditedAt);

    /// <summary>Shows the rules.</summary>
    public static async Task<Ok<SearchRulesResponse>> ShowAsync(Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        var row = await database.QuerySingleOrDefaultAsync<Row>("select version, rules::text as rules, edited_at from search_rules", null, cancellationToken);
        var rules = JsonSerializer.Deserialize(row!.Rules, CatalogJson.Default.SearchRulesRequest)!;
        return Answer(row.Version, row.EditedAt, rules, response);
    }

    /// <summary>Replaces the rules.</summary>
    public static async Task<Results<Ok<SearchRulesResponse>, ProblemHttpResult>> ReplaceAsync(
        SearchRulesRequest input, HttpRequest request, Database database, WordReader words, SearchRulesFollower follower, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        var current = await work.QuerySingleOrDefaultAsync<int>("select version from search_rules for update", null, cancellationToken);
        if (Preconditions.Check(request, current) is { } stale)
        {
            return stale;
        }

        var errors = new Dictionary<string, string[]>();
        var rules = SearchRulesReader.Read(input, words, (field, message) => errors[field] = [message]);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var row = await work.QuerySingleOrDefaultAsync<Row>(
            """
            update search_rules set version = version + 1, rules = @rules::jsonb, edited_at = now()
            returning version, rules::text as rules, edited_at
            """,
            new { rules = JsonSerializer.Serialize(input, CatalogJson.Default.SearchRulesRequest) },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        await follower.ApplyAsync(row!.Version, rules);
        return Answer(row.Version, row.EditedAt, input, request.HttpContext.Response);
    }

    static Ok<SearchRulesResponse> Answer(int version, DateTimeOffset editedAt, SearchRulesRequest rules, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETag(version);
        return TypedResults.Ok(new SearchRulesResponse(version, editedAt, rules.Synonyms, rules.StopWords, rules.Pins));
    }
}
