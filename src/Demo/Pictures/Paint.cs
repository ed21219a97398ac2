namespace Cartwright.Demo.Pictures;

/// <summary>
/// What a silhouette is painted with. The gradients <c>url(#b)</c> (body), <c>url(#d)</c> (its dark side),
/// <c>url(#m)</c> (metal) and <c>url(#w)</c> (wood) are defined by the picture around it.
/// </summary>
/// <param name="Main">The product's colour.</param>
/// <param name="Light">The same in the light.</param>
/// <param name="Dark">The same in the shade.</param>
/// <param name="Deep">The same in deep shade: gaps, soles, linings.</param>
/// <param name="Ink">What stays legible upon the main colour: print, hands of a clock.</param>
/// <param name="Accent">The department's second colour.</param>
/// <param name="Style">0, 1 or 2: small differences between products of one kind.</param>
internal sealed record Paint(string Main, string Light, string Dark, string Deep, string Ink, string Accent, int Style)
{
    /// <summary>One of three drawings, by style.</summary>
    public string Either(string first, string second, string third) => Style switch { 0 => first, 1 => second, _ => third };
}
