namespace Cartwright.Platform.OpenApi;

/// <summary>A header of an operation, as its document shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it says, in a sentence.</param>
/// <param name="InRequest">Whether a request may have it.</param>
/// <param name="InAnswer">Whether each success has it.</param>
/// <param name="IsRequired">Whether a request must have it.</param>
/// <param name="LengthMax">The longest value in a request, in characters.</param>
/// <param name="Format">The format of its value, as in JSON Schema.</param>
/// <param name="Refusals">The statuses by which a request is refused because of it.</param>
public sealed record ApiHeader(
    string Name, string Description, bool InRequest = false, bool InAnswer = false, bool IsRequired = false, int? LengthMax = null, string? Format = null,
    params int[] Refusals);
