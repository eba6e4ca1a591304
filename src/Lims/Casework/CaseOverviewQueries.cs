using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;
using Thrombophilia.Lims.Registry.Forms;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Casework;

/// <summary>Reads a case of the actor's sites from all rooms.</summary>
public sealed class CaseOverviewQueries(LimsDb db, SubjectFileQueries files, AssayQueries assays, CaseAnalysis analysis)
{
    const int MostFindings = 2000;

    /// <summary>The case of a person; null where the actor sees none.</summary>
    /// <param name="id">Public id of the person.</param>
    /// <param name="withIdentity">What identifies the person is read too: whoever asks may read it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<CaseOverview?> FindAsync(Guid id, bool withIdentity, CancellationToken stop = default)
    {
        if (await files.FindAsync(id, withIdentity, stop) is not { } file) return null;
        var subject = file.Subject.Id;
        var answers = await db.ClinicalFacts().AsNoTracking().Where(f => f.SubjectId == subject)
            .Select(f => new { f.Id, f.Fact, f.Value, f.Recorded }).ToListAsync(stop);
        var answered = answers.GroupBy(f => f.Fact).Select(g => g.MaxBy(f => f.Id)!).Where(f => f.Value != ClinicalFact.Unknown).ToList();
        var results = (await assays.FindAsync(id, stop))!.Results.Where(r => r.Result.Stands && r.Sample.Retracted is null).ToList();
        var (read, variants) = await FindingsAsync(file, stop);
        var conclusions = await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject && c.ForReport)
            .OrderByDescending(c => c.Version).ToListAsync(stop);
        var ids = conclusions.Select(c => c.Id).ToList();
        var signed = (await db.SignOffs().AsNoTracking().Where(s => ids.Contains(s.ConclusionId)).OrderBy(s => s.Turn)
            .ToListAsync(stop)).ToLookup(s => s.ConclusionId);
        return new(file, answered.Count == 0 ? null : new(answered.Count, answered.MaxBy(f => f.Id)!.Recorded), results, read, variants,
            Judged(conclusions.FirstOrDefault()), Judged(conclusions.Find(c => SignOff.Both(signed[c.Id]).Count > 0)),
            await RegistryAsync(subject, stop));

        JudgedCase? Judged(Conclusion? conclusion) => conclusion is null ? null
            : new(conclusion, CaseAnalysis.StatementsOf(conclusion),
                SignOff.Both(signed[conclusion.Id]) is { Count: > 0 } both ? both : [.. signed[conclusion.Id]]);
    }

    async Task<(IReadOnlyList<ReadFile> Files, IReadOnlyList<CarriedVariant> Variants)> FindingsAsync(SubjectFile file,
        CancellationToken stop)
    {
        // Nothing of a retracted sample counts.
        var samples = file.Samples.Where(s => s.Sample.Retracted is null).ToDictionary(s => s.Sample.Id, s => s.Sample.Code);
        var ids = samples.Keys.ToList();
        var read = await (from s in db.IntakeSamples().AsNoTracking()
                          join i in db.VcfIntakes() on s.IntakeId equals i.Id
                          where ids.Contains(s.SampleId!.Value) && i.Finished != null
                          orderby i.Id descending
                          select new { i.Id, i.FileName, i.Build, i.Finished }).ToListAsync(stop);
        var carried = await db.Findings().AsNoTracking()
            .Where(f => ids.Contains(f.SampleId) && f.Copies > 0 && f.Status == CallStatus.Called).OrderByDescending(f => f.IntakeId)
            .Take(MostFindings).ToListAsync(stop);
        return ([.. read.DistinctBy(r => r.Id).Select(r => new ReadFile(r.FileName, r.Build ?? "", r.Finished!.Value))],
            [.. carried.DistinctBy(f => (f.Gene, f.HotSpot ?? f.HgvsC ?? $"{f.Chrom}:{f.Pos} {f.Ref}>{f.Alt}"))
                .OrderBy(f => f.HotSpot is null).ThenBy(f => f.Gene, StringComparer.Ordinal).ThenBy(f => f.Pos)
                .Select(f => new CarriedVariant(f, samples[f.SampleId]))]);
    }

    async Task<RegistryState?> RegistryAsync(int subject, CancellationToken stop)
    {
        if (await db.RegistryEntries().AsNoTracking().Where(r => r.SubjectId == subject).OrderByDescending(r => r.Version)
            .FirstOrDefaultAsync(stop) is not { } row) return null;
        var codes = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Codes)!;
        return new(row.Version, row.Written, [.. analysis.Form.Columns
            .Where(c => c.Kind == ColumnKind.Variant && codes.GetValueOrDefault(c.Id) is "").Select(c => c.Label)]);
    }
}
