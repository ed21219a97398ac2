namespace Cartwright.Catalog.Evaluation;

/// <summary>The queries of an evaluation.</summary>
/// <param name="Queries">In the order of their file.</param>
/// <param name="LeftOut">How many judgements name a product that the catalog does not have.</param>
public sealed record GradedQueries(IReadOnlyList<GradedQuery> Queries, int LeftOut);

/// <summary>How the files of a set of judgements are laid out.</summary>
public interface IRelevanceLayout
{
    /// <summary>Reads the products, one at a time.</summary>
    /// <exception cref="RelevanceFileException">A row is not as the layout requires.</exception>
    IEnumerable<SearchedProduct> ReadProducts(RelevanceFile products);

    /// <summary>Reads the queries with their grades.</summary>
    /// <param name="queries">The file of queries; null if the layout has them in the file of judgements.</param>
    /// <param name="judgements">The file of judgements.</param>
    /// <param name="isInCatalog">Whether the catalog has a product. A sample of a published catalog lacks many.</param>
    /// <exception cref="RelevanceFileException">A row is not as the layout requires.</exception>
    GradedQueries ReadQueries(RelevanceFile? queries, RelevanceFile judgements, Func<string, bool> isInCatalog);
}
