using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Evidence;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims;

/// <summary>What the original file says where a finding came from.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Reading">The finding.</param>
/// <param name="VcfName">The sample's name in the file.</param>
/// <param name="State">Whether the file is there and what was kept.</param>
public sealed record OriginalEvidence(Subject Subject, EvidenceVariant Variant, EvidenceReading Reading, string VcfName, KeptState State)
{
    /// <summary>The records; null where the file is gone, changed, cannot be read, or took too long.</summary>
    public OriginalRecords? Found { get; init; }
    /// <summary>Why the file cannot be read; null where it can.</summary>
    public Problem? Problem { get; init; }
    /// <summary>Reading was given up after <see cref="OriginalRecordQueries.Patience"/>.</summary>
    public bool TookTooLong { get; init; }
}

/// <summary>The files of a person.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Files">Each with whether it is where it was kept, the newest first.</param>
public sealed record KeptFilesOfSubject(Subject Subject, IReadOnlyList<(EvidenceFile File, KeptState State)> Files);

/// <summary>
/// Reads the original records of a finding from the kept file. Nothing of it is stored, and no other sample's column leaves the
/// reader.
/// </summary>
public sealed class OriginalRecordQueries(LimsDb db, CaseAnalysis analysis, EvidenceQueries evidence, KeptFiles files)
{
    /// <summary>A reading that takes longer is given up: somebody waits for the page.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The files of a person and whether each is where it was kept; null where the actor sees no such person.</summary>
    public async Task<KeptFilesOfSubject?> FilesAsync(Guid subject, CancellationToken stop = default)
    {
        if (await evidence.FindAsync(subject, stop) is not { } all) return null;
        var kept = new List<(EvidenceFile, KeptState)>();
        foreach (var file in all.Files) kept.Add((file, (await files.FindAsync(file.Sha256, file.BedHash, stop)).State));
        return new(all.Subject, kept);
    }

    /// <summary>The original records; null where the actor sees no such person, or the person has no such finding.</summary>
    /// <param name="subject">Public id of the person.</param>
    /// <param name="file">Public id of the reading.</param>
    /// <param name="sample">Code of the sample.</param>
    /// <param name="variant">Key of the variant.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<OriginalEvidence?> FindAsync(Guid subject, Guid file, string? sample, string? variant,
        CancellationToken stop = default)
    {
        if (await evidence.FindAsync(subject, stop) is not { } all
            || all.Variants.FirstOrDefault(v => v.Key == variant) is not { } chosen
            || chosen.Readings.FirstOrDefault(r => r.File.Id == file && r.Sample == sample) is not { } reading) return null;
        var name = await (from n in db.IntakeSamples().AsNoTracking()
                          join i in db.VcfIntakes() on n.IntakeId equals i.Id
                          join s in db.Samples() on n.SampleId equals s.Id
                          where i.PublicId == file && s.Code == sample
                          select n.VcfName).FirstAsync(stop);
        var (state, path) = await files.FindAsync(reading.File.Sha256, reading.File.BedHash, stop);
        var told = new OriginalEvidence(all.Subject, chosen, reading, name, state);
        if (path is null || state is KeptState.Gone or KeptState.Changed) return told;
        using var patience = new CancellationTokenSource(Patience, db.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        var call = reading.Call;
        try
        {
            return told with
            {
                Found = await new RecordSearch(analysis.Panel).FindAsync(path, reading.File.Name,
                    new(call.Build, name, call.Chrom, call.Pos, call.Ref, call.Alt), either.Token),
            };
        }
        catch (RefusedException e)
        {
            return told with { Problem = e.Problem };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return told with { TookTooLong = true };
        }
    }
}
