namespace Cartwright.Catalog.Evaluation;

/// <summary>What an evaluation needs of a search engine: it takes in products once, then answers searches one after another.</summary>
public interface ISearchEngine : IDisposable
{
    /// <summary>Takes in products. The sequence may be read from a file and is enumerated once.</summary>
    void Add(IEnumerable<SearchedProduct> products);

    /// <summary>The SKUs of the products that the engine finds, the best first.</summary>
    /// <param name="text">What the customer typed.</param>
    /// <param name="limit">The most SKUs to return.</param>
    IReadOnlyList<string> Search(string text, int limit);
}
