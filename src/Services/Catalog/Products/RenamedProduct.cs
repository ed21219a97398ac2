namespace Cartwright.Catalog;

/// <summary>A product that is edited, as its slug depends on it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its new name.</param>
/// <param name="NameBefore">Its name before.</param>
/// <param name="Slug">Its slug; null if it has none yet.</param>
internal sealed record RenamedProduct(Guid Id, string Name, string NameBefore, string? Slug)
{
    /// <summary>The base of the slug that its name asks for.</summary>
    public string Wanted => Catalog.Slug.Of(Name) ?? Catalog.Slug.OfId(Id);

    /// <summary>Whether its slug is not that of its name.</summary>
    public bool NeedsSlug => Slug is null || (Name != NameBefore && Wanted != (Catalog.Slug.Of(NameBefore) ?? Catalog.Slug.OfId(Id)));
}
