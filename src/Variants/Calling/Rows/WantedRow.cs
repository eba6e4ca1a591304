using System.Buffers;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>One ALT of a record in one gene: what the samples have of it.</summary>
sealed class WantedRow(PlacedGene gene, int allele, StructuralAllele? structural, int samples) : IDisposable
{
    // Borrowed: a frequent variant has one of each sample, and the next record needs as many.
    VariantCall[] calls = [];
    int count;

    public PlacedGene Gene => gene;
    public StructuralAllele? Structural => structural;
    public int Allele => allele;
    public ulong[] Denied { get; } = new ulong[(samples + 63) / 64];
    public ReadOnlySpan<VariantCall> Calls => calls.AsSpan(0, count);

    public void Deny(int sample) => Denied[sample >> 6] |= 1UL << (sample & 63);

    public void Add(in VariantCall call)
    {
        if (count == calls.Length)
        {
            var larger = ArrayPool<VariantCall>.Shared.Rent(Math.Min(samples, Math.Max(16, 4 * count)));
            Calls.CopyTo(larger);
            Dispose();
            calls = larger;
        }
        calls[count++] = call;
    }

    public void Dispose()
    {
        if (calls.Length > 0) ArrayPool<VariantCall>.Shared.Return(calls);
        calls = [];
    }
}
