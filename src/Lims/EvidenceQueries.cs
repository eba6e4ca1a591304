using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Evidence;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims;

/// <summary>
/// Reads on what the conclusion about a person rests. A person of another site, or one who has not agreed to an analysis and a
/// report, is told nothing of. Carriers are counted over all sites; only those of the actor's sites get a name.
/// </summary>
public sealed class EvidenceQueries(LimsDb db, CaseAnalysis analysis, AssayQueries assays, FamilyQueries families)
{
    const int MostVersions = 50;

    /// <summary>The evidence on a person; null where the actor sees no such person.</summary>
    public async Task<SubjectEvidence?> FindAsync(Guid id, CancellationToken stop = default)
    {
        if (await db.Subjects().AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == id, stop) is not { } subject) return null;
        if (analysis.Evidence(db, subject.Id) is not { } evidence) return new(subject, [], [], [], []) { IsAllowed = false };
        var (genotypes, reading) = analysis.Read(evidence);
        var files = await FilesAsync(evidence, stop);
        // The newest build has the newest coordinates; a hot spot is one place on each.
        var build = evidence.Intakes.Select(i => i.Build).Append(files.Count == 0 ? analysis.Panel.Builds.Max(b => b.Id)! : "").Max()!;
        return new(subject, analysis.VariantsOf(evidence, genotypes, files),
            [.. files.Values.OrderByDescending(f => f.Received.At)],
            GeneCoverage.Of(analysis.Panel, build, genotypes), await CoursesAsync(id, reading, stop));
    }

    /// <summary>The class of a reading and every criterion behind it, as far as it can be told today.</summary>
    public StoredClass ClassOf(EvidenceReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var call = reading.Call;
        var stored = StoredCriteria.Read(call.Criteria);
        if (stored is null || !IsOfBases(call)) return new(call.Class, stored, null);
        var today = analysis.Classifier.Classify(call.Build, call.Gene, call.Pos, call.Ref, call.Alt, rules: stored.Rules);
        return new(call.Class, stored, today?.Text == call.Criteria ? today!.Criteria : null);
    }

    /// <summary>Frequencies of a variant by the tables at hand; empty where none has it.</summary>
    public IReadOnlyList<TableFrequency> FrequenciesOf(EvidenceVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return [.. variant.Readings.Select(r => r.Call).Where(IsOfBases).SelectMany(c =>
            analysis.Classifier.FrequenciesOf(c.Build, c.Gene, c.Pos, c.Ref, c.Alt)).Distinct()];
    }

    static bool IsOfBases(PanelCall call) => call.Status != CallStatus.ReferenceMismatch && call.Ref != call.Alt
        && call.Ref.Concat(call.Alt).All(b => "ACGT".Contains(b, StringComparison.Ordinal));

    /// <summary>Older names of a variant: the panel's, and the one by residues of the mature protein.</summary>
    public IReadOnlyList<string> OlderNamesOf(EvidenceVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        const string Legacy = "legacy-";
        var stated = analysis.Panel.HotSpots.FirstOrDefault(h => h.Id == variant.Main.Call.HotSpot)?.AlsoKnownAs ?? [];
        return [.. variant.Readings.SelectMany(r => r.Call.Notes).Where(n => n.StartsWith(Legacy, StringComparison.Ordinal))
            .Select(n => n[Legacy.Length..]).Concat(stated).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>How a variant is written for a search elsewhere, on each build for which it is known.</summary>
    public IReadOnlyList<AlleleAddress> AddressesOf(EvidenceVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        var spot = analysis.Panel.HotSpots.FirstOrDefault(h => h.Id == variant.Main.Call.HotSpot);
        var places = spot?.Places.Select(p => (p.Build, p.Chrom, p.Pos, p.Ref, Alt: p.Counted))
            ?? variant.Readings.Select(r => (r.Call.Build, r.Call.Chrom, r.Call.Pos, r.Call.Ref, r.Call.Alt));
        return [.. places.Distinct().OrderBy(p => p.Build, StringComparer.Ordinal).Select(p => new AlleleAddress(p.Build,
            // The build's own base is no change that could be written as one.
            FormattableString.Invariant($"{p.Chrom}-{p.Pos}-{p.Ref}{(p.Alt == p.Ref ? "" : "-" + p.Alt)}"),
            GenomicName(p.Build, p.Chrom, p.Pos, p.Ref, p.Alt)))];
    }

    // Of a replaced base alone: HGVS places an insertion or a deletion by a rule of its own.
    string? GenomicName(string build, string chrom, int pos, string from, string to) =>
        (from, to) is ([var a], [var b]) && char.IsAsciiLetterUpper(a) && char.IsAsciiLetterUpper(b)
            && analysis.Panel.Contigs.On(build).FirstOrDefault(c => c.Name == chrom) is { } contig
            ? FormattableString.Invariant($"{contig.Accession}:g.{pos}{(a == b ? $"{a}=" : $"{a}>{b}")}") : null;

    /// <summary>What issued conclusions about the person said of a variant, the newest first.</summary>
    public async Task<IReadOnlyList<EarlierConclusion>> ConclusionsOnAsync(Subject subject, EvidenceVariant variant,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(variant);
        var references = variant.Readings.Select(r => new SampleFinding(r.Sample, r.File.Id, r.Call).Reference).ToHashSet();
        var issued = await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject.Id && c.ForReport)
            .OrderByDescending(c => c.Version).Take(MostVersions).ToListAsync(stop);
        return [.. issued.Select(c => new EarlierConclusion(c.PublicId, c.Version, c.Issued,
                [.. CaseAnalysis.StatementsOf(c).Where(s => s.Findings.Any(references.Contains))]))
            .Where(c => c.Statements.Count > 0)];
    }

    /// <summary>The family of the person and one variant; null where no family of the actor's sites has the person.</summary>
    public async Task<FamilyGenotypes?> FamilyAsync(Subject subject, EvidenceVariant variant, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(variant);
        var family = await (from m in db.FamilyMembers().AsNoTracking()
                            join f in db.Families() on m.FamilyId equals f.Id
                            where m.SubjectId == subject.Id
                            select f.PublicId).SingleOrDefaultAsync(stop);
        if (family == default || await families.FindAsync(family, stop) is not { } found) return null;
        return new(found.Family.Code, family, [.. found.Members.Select(m => new RelativeGenotype(m,
            found.Subjects.TryGetValue(m.SubjectId ?? 0, out var one) ? new PersonName(one.Code, one.PublicId) : null,
            m.SubjectId == subject.Id, StatusOf(m, found.Subjects, variant)))]);
    }

    CarrierStatus StatusOf(FamilyMember member, IReadOnlyDictionary<int, Subject> seen, EvidenceVariant variant) =>
        member.SubjectId is not { } id ? new(CarrierState.NotRegistered)
        : !seen.ContainsKey(id) ? new(CarrierState.Unseen)
        : analysis.Evidence(db, id) is not { } evidence ? new(CarrierState.NoConsent)
        : CarrierStatus.Of(evidence, analysis.Read(evidence).Genotypes, variant);

    /// <summary>
    /// Other persons in whom a file proves a variant, and how it was classified there. It looks through all findings, so a page
    /// asks for it only when somebody wants it.
    /// </summary>
    public async Task<OtherCarriers> OthersAsync(Subject subject, EvidenceVariant variant, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(variant);
        var call = variant.Main.Call;
        var rows = db.Findings().OfEverySite().AsNoTracking()
            .Where(f => f.Gene == call.Gene && f.Status == CallStatus.Called && f.Copies > 0);
        rows = call.HotSpot is { } spot ? rows.Where(f => f.HotSpot == spot)
            : call.HgvsC is { } name ? rows.Where(f => f.HgvsC == name && f.HotSpot == null)
            : rows.Where(f => f.Build == call.Build && f.Chrom == call.Chrom && f.Pos == call.Pos && f.Ref == call.Ref
                && f.Alt == call.Alt);
        var carriers = from f in rows
                       join s in db.Samples().OfEverySite() on f.SampleId equals s.Id
                       where s.Retracted == null && s.SubjectId != subject.Id
                       select new { s.SubjectId, f };
        var ids = await carriers.Select(c => c.SubjectId).Distinct().OrderBy(id => id).Take(OtherCarriers.Most + 1).ToListAsync(stop);
        var isMore = ids.Count > OtherCarriers.Most;
        List<int> counted = [.. ids.Take(OtherCarriers.Most)];
        var found = (await (from c in carriers
                            join i in db.VcfIntakes() on c.f.IntakeId equals i.Id
                            where counted.Contains(c.SubjectId)
                            select new { c.SubjectId, c.f.Copies, c.f.Class, c.f.Criteria, i.Received }).ToListAsync(stop))
            .ToLookup(c => c.SubjectId);
        var consents = await ConsentCheck.NewestOfAsync(db, counted, stop);
        var persons = (await db.Subjects().OfEverySite().AsNoTracking().Where(s => counted.Contains(s.Id)).ToListAsync(stop))
            .ToLookup(s => ConsentCheck.Allows(analysis.Biobank, ConsentStep.Analysis, consents.GetValueOrDefault(s.Id)));
        var (own, others) = (persons[true].Where(s => db.IsOwnSite(s.Site)).OrderBy(s => s.Code, StringComparer.Ordinal).ToList(),
            persons[true].Where(s => !db.IsOwnSite(s.Site)).ToList());
        return new(
            [.. own.Select(s => new OtherCarrier(new(s.Code, s.PublicId),
                found[s.Id].Select(f => f.Copies).Distinct().ToList() is [var only] ? only : null,
                [.. found[s.Id].OrderByDescending(f => f.Received.At)
                    .Select(f => new ClassifiedOnce(f.Class, StoredCriteria.Read(f.Criteria)?.Rules, f.Received))]))],
            others.Count,
            [.. others.SelectMany(s => found[s.Id].Select(f => f.Class).Distinct()).GroupBy(c => c)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))],
            persons[false].Count(), isMore);
    }

    async Task<Dictionary<Guid, EvidenceFile>> FilesAsync(CaseEvidence evidence, CancellationToken stop)
    {
        var ids = evidence.Intakes.Select(i => i.Id).ToList();
        return await db.VcfIntakes().AsNoTracking().Where(i => ids.Contains(i.PublicId)).ToDictionaryAsync(i => i.PublicId,
            i => new EvidenceFile(i.PublicId, i.FileName, i.Sha256, i.BedHash, i.Build!, i.Received), stop);
    }

    async Task<IReadOnlyList<AssayCourse>> CoursesAsync(Guid subject, CaseReading reading, CancellationToken stop)
    {
        var read = reading.Values.ToLookup(v => v.Assay.Id, StringComparer.Ordinal);
        var all = (await assays.FindAsync(subject, stop))!.Results;
        return [.. all.Where(m => m.Result.Stands && m.Sample.Retracted is null && m.Assay is not null)
            .GroupBy(m => (m.Result.Analyte, m.Result.Method)).OrderBy(g => g.Key)
            .Select(g => new AssayCourse(g.First().Assay!,
                [.. g.OrderBy(m => m.Result.Drawn?.At ?? DateTimeOffset.MaxValue).ThenBy(m => m.Result.Id)
                    .Select(m => PointOf(m, read))]))];
    }

    static AssayPoint PointOf(MeasuredAssay measured, ILookup<string, AssayReading> read)
    {
        var (result, factor) = (measured.Result, measured.Assay!.OtherUnits.GetValueOrDefault(measured.Result.Unit, 1));
        return new(result, measured.Sample.Code, result.Measured.Low * factor, result.Measured.High * factor,
            read[result.Code].FirstOrDefault());
    }
}
