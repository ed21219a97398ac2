using System.Diagnostics.CodeAnalysis;

namespace Cartwright.Storefront.Api;

/// <summary>What a service answered to a request that may be refused: a value, or the problem that stood in the way.</summary>
/// <typeparam name="T">What is answered when all is well.</typeparam>
/// <param name="Value">The answer, when there is one.</param>
/// <param name="Problem">Why not, otherwise.</param>
public sealed record ApiResponse<T>(T? Value, Problem? Problem) where T : class
{
    /// <summary>Whether the request was fulfilled.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;
}

/// <summary>Problem details (RFC 9457) as the services send them.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Detail">This occurrence, in a sentence.</param>
/// <param name="Errors">Messages by the field they are about, named by its path in the request: <c>shippingAddress.city</c>.</param>
/// <param name="Reason">What kind of conflict it is, where services name it: <c>total_changed</c>.</param>
public sealed record Problem(int? Status, string? Title, string? Detail, IReadOnlyDictionary<string, string[]>? Errors, string? Reason = null)
{
    /// <summary>The problem in one sentence for the customer.</summary>
    public string Summary => Detail ?? Title ?? "Something went wrong. Please try again.";

    /// <summary>A problem that this shop states itself.</summary>
    /// <param name="detail">The problem in a sentence.</param>
    public static Problem Of(string detail) => new(null, null, detail, null);
}

/// <summary>A response without content.</summary>
public sealed record Nothing
{
    /// <summary>The only one.</summary>
    public static readonly Nothing Value = new();
}
