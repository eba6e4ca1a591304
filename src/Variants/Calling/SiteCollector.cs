using System.Buffers;
using System.Runtime.CompilerServices;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling;

/// <summary>One ALT of a record in one gene, whoever carries it.</summary>
/// <param name="Gene">The gene.</param>
/// <param name="Allele">In normal form.</param>
/// <param name="HotSpot">The hot spot whose counted allele it is; null for none.</param>
/// <param name="ReferenceMismatch">REF is not the build's base.</param>
/// <param name="ReferenceUnconfirmed">REF is not the base of the panel's copy, which nothing confirms.</param>
/// <param name="Structural">What is said of a symbolic allele or a breakend; null for bases.</param>
/// <param name="Written">ID of its record, a tab, and CHROM:POS:REF:ALT as the record writes them, in UTF-8. Empty where
/// it has no ID and writes what the row says.</param>
readonly record struct GeneAllele(Gene Gene, Allele Allele, HotSpot? HotSpot, bool ReferenceMismatch,
    bool ReferenceUnconfirmed, StructuralAllele? Structural, ReadOnlyMemory<byte> Written);

/// <summary>
/// The same while it waits for the end of its file: a row of 16 bytes, everything that repeats is a number.
/// <paramref name="HotSpot"/> is 0 for none;
/// of a symbolic allele <paramref name="Alt"/> is its number among these, and <paramref name="Ref"/> nothing.
/// </summary>
readonly record struct HeldAllele(int Pos, int Ref, int Alt, ushort HotSpot, byte Gene, HeldFlags Flags);

/// <summary>Rows that are worked out together.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Written">What <see cref="GeneAllele.Written"/> says of each, a line each.</param>
readonly record struct HeldBatch(HeldAllele[] Rows, byte[] Written);

/// <summary>What else a row says.</summary>
[Flags]
enum HeldFlags : byte
{
    None = 0,
    LeftAligned = 1,
    ReferenceMismatch = 2,
    Symbolic = 4,
    ReferenceUnconfirmed = 8,
}

/// <summary>
/// Collects the ALTs that touch a gene region, on the supposition that a file is of one build. Genotypes are not looked
/// at. Records are read some at a time on other threads, while the file goes on.
/// </summary>
sealed class SiteCollector : IBuildCandidate, IDisposable
{
    const int MostHeld = 64 << 20, Batch = 1024;
    // Records and bytes that are read in one turn, and turns that may be taken at once.
    const int Turn = 1024, LongEnough = 1 << 18, MostTurns = 4;
    // What a record writes waits in a file past some memory, so only what is far longer than usual counts as held.
    const int UsuallyWritten = 200;
    readonly VcfHeader header;
    readonly bool buildIsOpen;
    readonly SiteGenes genes;
    readonly Queue<(SiteBatch Batch, Task Reading)> turns = [];
    readonly Stack<SiteBatch> idle = [];
    readonly List<(string Chrom, StructuralAllele Said, Allele Allele)> symbolic = [];
    readonly WrittenBreakends written = new();
    readonly CallTexts texts = new();
    readonly Spool<HeldAllele> spool = new();
    readonly HeldAllele[] pending = new HeldAllele[Batch];
    readonly Spool<byte> lines = new();
    readonly List<(long Offset, int Length)> linesOf = []; // Of each batch.
    readonly ArrayBufferWriter<byte> pendingLines = new(Batch * 32);
    FileContig[] contigs = [];
    SiteBatch filling;
    int batches, waiting;
    bool hasMade; // Of mates that the file may have records of.
    long held;

    public SiteCollector(PanelBuild build, VcfHeader header, bool buildIsOpen)
    {
        (Build, Evidence, genes) = (build, new BuildEvidence(build, buildIsOpen), new SiteGenes(build));
        (this.header, this.buildIsOpen) = (header, buildIsOpen);
        filling = Next();
    }

    public PanelBuild Build { get; }
    public BuildEvidence Evidence { get; }
    public RefusedException? Fault { get; private set; }
    /// <summary>A record speaks of lost or gained copies.</summary>
    public bool ShowsCopyNumber { get; private set; }

    /// <summary>Takes a record. <paramref name="names"/> are the file's CHROM names.</summary>
    public void Take(VcfRecord record, IReadOnlyList<string> names)
    {
        while (contigs.Length < names.Count)
        {
            var name = names[contigs.Length];
            var found = Build.Panel.Contigs.Resolve(name) is { } known ? Build.On(known.Name) : null;
            // A new list: other threads read the one before.
            contigs = [.. contigs, new FileContig(name, found, found is null ? -1 : genes.FirstOn(found))];
        }
        if (Fault is not null) return;
        if (contigs[record.Chrom].Contig is { } contig && record.Pos <= contig.End + 1 || MateRecord.MayHave(record))
            filling.Records.Add(record);
        if (filling.Records.Count >= Turn || filling.Records.Length >= LongEnough) Begin();
    }

    /// <summary>Reads what is left, at the end of the file.</summary>
    public async ValueTask EndAsync()
    {
        while (turns.TryDequeue(out var turn))
        {
            await turn.Reading.ConfigureAwait(false);
            TakeOver(turn.Batch);
        }
        filling.Read(contigs);
        TakeOver(filling);
    }

    /// <summary>
    /// What was collected, in the order of the file and in batches, once the file was read to its end.
    /// </summary>
    public IEnumerable<HeldBatch> Held()
    {
        for (var i = 0; i < batches; i++)
        {
            var (offset, length) = linesOf[i];
            var batch = new HeldBatch(new HeldAllele[Batch], new byte[length]);
            spool.Read((long)i * Batch * Unsafe.SizeOf<HeldAllele>(), batch.Rows);
            lines.Read(offset, batch.Written);
            yield return batch;
        }
        if (waiting > 0) yield return new HeldBatch(pending[..waiting], pendingLines.WrittenSpan.ToArray());
    }

    /// <summary>What the rows of a batch stand for.</summary>
    public IEnumerable<GeneAllele> Of(HeldBatch batch)
    {
        var at = 0;
        foreach (var row in batch.Rows)
        {
            var length = batch.Written.AsSpan(at).IndexOf((byte)'\n');
            if (!hasMade || !HasRecord(row)) yield return Of(row, batch.Written.AsMemory(at, length));
            at += length + 1;
        }
    }

    /// <summary>The file has the record that was made of a breakend's mate.</summary>
    bool HasRecord(HeldAllele row) =>
        (row.Flags & HeldFlags.Symbolic) != 0 && symbolic[row.Alt] is var (chrom, said, allele)
        && written.Has(chrom, allele.Pos, said);

    GeneAllele Of(HeldAllele row, ReadOnlyMemory<byte> text)
    {
        var (_, said, allele) = (row.Flags & HeldFlags.Symbolic) != 0 ? symbolic[row.Alt]
            : ("", (StructuralAllele?)null,
            new Allele(row.Pos, texts[row.Ref], texts[row.Alt], (row.Flags & HeldFlags.LeftAligned) != 0));
        return new GeneAllele(genes.Gene(row.Gene), allele, row.HotSpot == 0 ? null : genes.HotSpot(row.HotSpot - 1),
            (row.Flags & HeldFlags.ReferenceMismatch) != 0, (row.Flags & HeldFlags.ReferenceUnconfirmed) != 0, said,
            text);
    }

    public void Dispose()
    {
        spool.Dispose();
        lines.Dispose();
    }

    SiteBatch Next() => idle.TryPop(out var batch) ? batch : new SiteBatch(Build, genes, header, buildIsOpen);

    void Begin()
    {
        var (batch, known) = (filling, contigs);
        // Where records come faster than they are read, the file has to wait.
        if (turns.Count < MostTurns) turns.Enqueue((batch, Task.Run(() => batch.Read(known))));
        else
        {
            batch.Read(known);
            turns.Enqueue((batch, Task.CompletedTask));
        }
        while (turns.TryPeek(out var first) && first.Reading.IsCompletedSuccessfully)
        {
            var read = turns.Dequeue().Batch;
            TakeOver(read);
            read.Clear();
            idle.Push(read);
        }
        filling = Next();
    }

    void TakeOver(SiteBatch batch)
    {
        if (Fault is not null) return;
        Evidence.Add(batch.Evidence);
        ShowsCopyNumber |= batch.ShowsCopyNumber;
        hasMade |= batch.HasMade;
        Fault = batch.Fault;
        var from = 0;
        for (var i = 0; i < batch.Rows.Count && Fault is null; i++)
        {
            var row = batch.Rows[i];
            Add(row, batch.Lines[from..row.LineEnd], batch.Records);
            from = row.LineEnd;
        }
    }

    void Add(in SiteRow row, ReadOnlySpan<byte> line, SiteRecords records)
    {
        var (allele, said) = (row.Allele, row.Said);
        held += allele.Ref.Length + allele.Alt.Length + (said is null ? 0 : 200)
            + (line.Length > UsuallyWritten ? line.Length : 0);
        if (held > MostHeld)
        {
            Fault = new RefusedException("too-much-to-hold", records[row.Record].Place, MostHeld);
            return;
        }
        if (waiting == Batch) Flush();
        pendingLines.Write(line);
        pending[waiting++] = said is null
            ? new HeldAllele(allele.Pos, texts.Of(allele.Ref), texts.Of(allele.Alt), row.HotSpot, row.Gene, row.Flags)
            : new HeldAllele(allele.Pos, 0, symbolic.Count, row.HotSpot, row.Gene, row.Flags);
        if (said is null) return;
        symbolic.Add((row.Chrom, said, allele));
        written.Add(row.Chrom, allele.Pos, allele.Alt, said);
    }

    void Flush()
    {
        spool.Append(pending);
        linesOf.Add((lines.Append(pendingLines.WrittenSpan), pendingLines.WrittenCount));
        pendingLines.ResetWrittenCount();
        (batches, waiting) = (batches + 1, 0);
    }
}
