namespace Cartwright.Imports;

/// <summary>A range of indexes of a marketplace's orders.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, included; not before the first.</param>
internal readonly record struct IndexRange(long First, long Last)
{
    /// <summary>How many indexes it has.</summary>
    public long Count => Last - First + 1;
}
