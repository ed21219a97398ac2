using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Cartwright.Catalog;

/// <summary>Terms that were computed before, for a field of a document.</summary>
internal sealed class TermStream : TokenStream
{
    readonly IReadOnlyList<string> _terms;
    readonly ICharTermAttribute _term;
    int _next;

    public TermStream(IReadOnlyList<string> terms)
    {
        _terms = terms;
        _term = AddAttribute<ICharTermAttribute>();
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        ClearAttributes();
        if (_next == _terms.Count)
        {
            return false;
        }

        _term.SetEmpty().Append(_terms[_next++]);
        return true;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _next = 0;
    }
}
