namespace Cartwright.Catalog;

/// <summary>A part of a product that words are searched in, from the most to the least important.</summary>
internal enum MatchField
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>The brand.</summary>
    Brand,

    /// <summary>The names of the categories that contain it.</summary>
    Category,

    /// <summary>Tags, attributes and options.</summary>
    Attribute,

    /// <summary>The description.</summary>
    Description,
}
