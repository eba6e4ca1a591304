namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>Fills units from a file; one implementation for each kind of file.</summary>
abstract class BatchReader : IDisposable
{
    /// <summary>The blocks of a unit are packed, and an inflater must follow.</summary>
    internal virtual bool NeedsInflater => false;

    /// <summary>
    /// Fills a cleared unit. Throws where the file cannot be trusted; sets <see cref="BlockBatch.IsLast"/> where its
    /// end is proven.
    /// </summary>
    internal abstract ValueTask FillAsync(BlockBatch unit, CancellationToken stop);

    public virtual void Dispose() { }
}
