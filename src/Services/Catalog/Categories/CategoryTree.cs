namespace Cartwright.Catalog;

/// <summary>Places new categories in the tree.</summary>
internal static class CategoryTree
{
    /// <summary>The most steps of a path.</summary>
    public const int DepthMax = 8;

    /// <summary>Returns the path of each new category, or the first category that cannot be placed and why.</summary>
    /// <param name="added">The new categories in any order; a parent may be among them.</param>
    /// <param name="known">Paths of the parents that exist already, by slug.</param>
    public static (IReadOnlyList<string[]> Paths, (int Index, CategoryFault Fault)? Problem) Place(
        IReadOnlyList<CategoryRequest> added, IReadOnlyDictionary<string, string[]> known)
    {
        var bySlug = new Dictionary<string, CategoryRequest>();
        for (var i = 0; i < added.Count; i++)
        {
            if (!bySlug.TryAdd(added[i].Slug, added[i]))
            {
                return ([], (i, CategoryFault.Repeated));
            }
        }

        var paths = new List<string[]>(added.Count);
        for (var i = 0; i < added.Count; i++)
        {
            var steps = new Stack<string>();
            string[] above = [];
            for (var step = added[i]; ; step = bySlug[step.Parent!])
            {
                steps.Push(step.Slug);
                if (steps.Count > DepthMax)
                {
                    return ([], (i, CategoryFault.TooDeep));
                }

                if (step.Parent is null || known.TryGetValue(step.Parent, out above!))
                {
                    break;
                }

                if (!bySlug.ContainsKey(step.Parent) || steps.Contains(step.Parent))
                {
                    return ([], (i, CategoryFault.NoParent));
                }
            }

            string[] path = [.. above ?? [], .. steps];
            if (path.Length > DepthMax)
            {
                return ([], (i, CategoryFault.TooDeep));
            }

            paths.Add(path);
        }

        return (paths, null);
    }
}
