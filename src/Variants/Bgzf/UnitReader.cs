namespace Thrombophilia.Variants.Bgzf;

/// <summary>Fills units from a file; one implementation for each kind of file.</summary>
abstract class UnitReader : IDisposable
{
    /// <summary>The blocks of a unit are packed, and an inflater must follow.</summary>
    internal virtual bool NeedsInflater => false;

    /// <summary>Fills a cleared unit. Throws where the file cannot be trusted; sets <see cref="Unit.IsLast"/> where its end is proven.</summary>
    internal abstract ValueTask FillAsync(Unit unit, CancellationToken stop);

    public virtual void Dispose() { }
}
