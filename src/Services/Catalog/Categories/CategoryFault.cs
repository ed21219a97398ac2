namespace Cartwright.Catalog;

/// <summary>Why a category cannot be added.</summary>
internal enum CategoryFault
{
    /// <summary>Its slug is used twice in one request.</summary>
    Repeated,

    /// <summary>Its parent is neither known nor added with it, or is below it.</summary>
    NoParent,

    /// <summary>Its path would be too long.</summary>
    TooDeep,
}
