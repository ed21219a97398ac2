using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cartwright.Platform.Http;

/// <summary>
/// Refuses a parameter of a query that the operation does not have, by its name: a misspelt filter would otherwise filter nothing, and the client would not notice.
/// It looks at the operations of the interface for programs; a page may be asked for with any query.
/// </summary>
internal sealed class UnknownParameters
{
    static readonly string[] Prefixes = ["/api/", "/admin/", "/internal/"];

    readonly ConcurrentDictionary<Endpoint, FrozenSet<string>?> _known = new();

    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.QueryString.HasValue || context.GetEndpoint() is not { } endpoint || _known.GetOrAdd(endpoint, KnownTo) is not { } known)
        {
            return next(context);
        }

        var prefixes = endpoint.Metadata.GetOrderedMetadata<ParameterPrefix>();
        var unknown = context.Request.Query.Keys
            .Where(name => !known.Contains(name) && !prefixes.Any(p => name.StartsWith(p.Prefix, StringComparison.OrdinalIgnoreCase))).ToList();
        if (unknown.Count == 0)
        {
            return next(context);
        }

        string[] rule = [known.Count == 0
            ? "This operation has no parameters."
            : $"There is no such parameter. There are: {string.Join(", ", known.Order(StringComparer.Ordinal).Concat(prefixes.Select(p => $"{p.Prefix}…")))}."];
        return Problems.Invalid(unknown.ToDictionary(name => name, _ => rule)).ExecuteAsync(context);
    }

    /// <summary>The names of the parameters that an operation reads from the query; null for what is none.</summary>
    static FrozenSet<string>? KnownTo(Endpoint endpoint)
    {
        // A route handler has its method; the routes of a proxy and the pages have none.
        if (endpoint is not RouteEndpoint { RoutePattern: { RawText: { } path } pattern }
            || endpoint.Metadata.GetMetadata<MethodInfo>() is null
            || !Prefixes.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))
            || pattern.Parameters.Any(p => p.IsCatchAll))
        {
            return null;
        }

        return endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(p => IsText(p.ParameterInfo.ParameterType) && !p.ParameterInfo.GetCustomAttributes(inherit: true).OfType<IFromHeaderMetadata>().Any())
            .Select(UnreadableParameters.NameOf)
            .Where(name => pattern.GetParameter(name) is null)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    // A value of a query, or several: all else that an operation takes is its body, a service or the request itself.
    static bool IsText(Type declared)
    {
        var type = declared.IsArray ? declared.GetElementType()! : declared;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) || type.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(m => m.Name == nameof(int.TryParse));
    }
}
