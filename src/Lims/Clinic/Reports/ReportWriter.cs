using System.Globalization;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>
/// Writes the content of a report. Sentences are those of the signed conclusion; nothing is concluded here, and what is
/// unknown is said to be unknown.
/// </summary>
sealed class ReportWriter(ReportKnowledge knowledge)
{
    readonly ClinicalRules rules = knowledge.Rules;
    readonly CaseSentences sentences = new(knowledge.Rules);

    /// <summary>The content of a version; version 0 is a draft.</summary>
    public ReportContent Write(ReportBasis basis, string number, int version, DateTimeOffset at)
    {
        var zone = basis.Evidence.Zone;
        var samples = basis.Records.Samples.OrderBy(s => s.Code, StringComparer.Ordinal).ToList();
        return new(number, version, ReportTime.Of(Moment.Of(at), zone), basis.Records.Subject.Site, basis.Records.Head?.Text,
            PersonOf(basis.Records.Subject),
            [.. samples.Where(s => s.Ordered is not null || s.OrderedBy is not null)
                .Select(s => new ReportRequest(s.Code, ReportTime.Of(s.Ordered, zone), s.OrderedBy))],
            [.. samples.Select(s => SampleOf(s, zone))], ConclusionOf(basis), new GeneticsWriter(knowledge).Write(basis),
            AssaysOf(basis), LimitsOf(basis), new AdviceWriter(rules).Write(basis.Answer),
            [.. basis.Records.SignOffs.OrderBy(s => s.Turn).Select(s => SignerOf(s, basis))], ProvenanceOf(basis), AmendmentOf(basis));
    }

    /// <summary>A person, as a report words it.</summary>
    public static ReportPerson PersonOf(Subject s) => new(s.Code, s.Sex.ToString(), ReportTexts.Of($"sex.{s.Sex}"), s.BirthYear,
        s.Group.ToString(), ReportTexts.Of($"group.{s.Group}"));

    /// <summary>A sample, as a report words it.</summary>
    public static ReportSample SampleOf(Sample sample, TimeZoneInfo zone) => new(sample.Code, sample.Type,
        sample.Type is { } type ? ReportTexts.OfOr($"type.{type.Trim().Replace(' ', '-').ToLowerInvariant()}", type)
            : ReportTexts.Of("not-recorded"),
        ReportTime.Of(sample.Collected, zone), ReportTime.Of(sample.Received, zone));

    static ReportConclusion ConclusionOf(ReportBasis basis)
    {
        var urgent = basis.Records.Statements.Where(s => s.IsUrgent).Select(SentenceOf).ToList();
        var others = basis.Records.Statements.Where(s => !s.IsUrgent).Select(SentenceOf).ToList();
        return new(basis.Records.Conclusion.PublicId, basis.Records.Conclusion.Version, urgent, urgent.Count > 0 ? null : others[0],
            urgent.Count > 0 ? others : others[1..]);
    }

    static ReportSentence SentenceOf(Statement said) => new(said.Code,
        new(said.Sentence(ReportTexts.English), said.Sentence(ReportTexts.Chinese)),
        [.. said.Assays.Concat(said.Findings.Select(PlaceOf)).Distinct()]);

    // A reference of a finding is sample, position and intake: the intake says nothing to a reader.
    static string PlaceOf(string finding) => finding[..finding.LastIndexOf('/')];

    List<ReportAssay> AssaysOf(ReportBasis basis)
    {
        var values = basis.Answer.Reading.Values.ToLookup(v => v.Assay.Id, StringComparer.Ordinal);
        var samples = basis.Records.Samples.ToDictionary(s => s.Id, s => s.Code);
        return [.. basis.Records.Results.OrderBy(r => r.Drawn?.At).ThenBy(r => r.Code, StringComparer.Ordinal)
            .Select(r => AssayOf(r, samples[r.SampleId], values[r.Code].FirstOrDefault(), basis.Evidence.Zone))];
    }

    /// <summary>A value, as a report words it.</summary>
    /// <param name="result">The value.</param>
    /// <param name="sample">Code of its sample.</param>
    /// <param name="read">What it may be used for; null where nothing was read of it.</param>
    /// <param name="zone">The clock of the site.</param>
    public ReportAssay AssayOf(AssayResult result, string sample, AssayReading? read, TimeZoneInfo zone)
    {
        var row = rules.Assay(result.Analyte, result.Method);
        var factor = row?.OtherUnits.GetValueOrDefault(result.Unit, 1) ?? 1;
        var (low, high) = (result.IntervalLow, result.IntervalHigh);
        var beside = (low, high) is (null, null) ? null
            : result.Measured.High * factor < low ? "low"
            : result.Measured.Low * factor > high ? "high"
            : result.Measured.Low * factor >= low && result.Measured.High * factor <= high ? "within" : null;
        return new(result.Code, sample, result.Analyte, result.Method,
            row is null ? Words.Same($"{result.Analyte}/{result.Method}") : rules.Text(row.TextKey),
            row is { Loinc.Length: > 0 } ? row.Loinc : null, result.Comparator, Plain(result.Value), result.Unit,
            result is { IntervalId: { } id, IntervalLow: { } from, IntervalHigh: { } to }
                ? new(id, result.IntervalSet ?? "", Plain(from), Plain(to), row?.Unit ?? result.Unit) : null,
            beside, ReportTime.Of(result.Drawn, zone),
            result.StateCodes is { } states ? [.. states.Select(StateOf)] : null,
            read?.IsRead == true, read is null ? ReportTexts.Of("assay.unknown") : sentences.Meaning(read))
        { IsHeld = read?.Why == Unread.Held };
    }

    Words StateOf(string code) => rules.States.FirstOrDefault(s => s.Id == code) is { } known ? rules.Text(known.TextKey)
        : Words.Same(code);

    // The database gives 41.0 for 41.
    static decimal Plain(decimal number) =>
        decimal.Parse(number.ToString("0.############", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    List<Words> LimitsOf(ReportBasis basis)
    {
        var (panel, limits) = (knowledge.Panel, new List<Words>());
        if (basis.Evidence.Intakes.Count > 0)
        {
            limits.Add(ReportTexts.Of("limit.not-reference"));
            limits.Add(ReportTexts.Of("limit.elsewhere"));
            limits.Add(ReportTexts.Of("limit.harmless"));
            limits.Add(ReportTexts.Of("limit.copy-number", string.Join(", ", panel.Genes.Select(g => g.Symbol))));
            limits.AddRange(panel.Limits.GrossChanges.Select(g => ReportTexts.Of("limit.gross", g.Gene, g.Found, g.Of)));
            limits.AddRange(panel.Limits.Pseudogenes.Select(p => ReportTexts.Of("limit.pseudogene", p.Gene, p.Name, p.IdentityPercent)));
            var provisional = panel.HotSpots.Where(h => h.IsProvisional).Select(h => h.Id).ToList();
            if (provisional.Count > 0) limits.Add(ReportTexts.Of("limit.provisional", string.Join(", ", provisional)));
            if (panel.Unresolved.Count > 0)
                limits.Add(ReportTexts.Of("limit.unresolved", string.Join(", ", panel.Unresolved.Select(u => u.Name))));
        }
        if (basis.Genotypes.DonorDna) limits.Add(ReportTexts.Of("limit.donor"));
        if (basis.Records.Results.Count > 0) limits.Add(ReportTexts.Of("limit.assays"));
        return limits;
    }

    static ReportSigner SignerOf(SignOff signed, ReportBasis basis) => new(signed.By, signed.Signer, signed.Turn, signed.Meaning,
        ReportTime.Of(signed.At, basis.Evidence.Zone));

    ReportProvenance ProvenanceOf(ReportBasis basis)
    {
        var c = basis.Records.Conclusion;
        return new(new(c.PanelId, c.PanelVersion, null), new(c.RulesId, c.RulesVersion, null), c.RulesSha256, Parts(c.Build),
            Parts(c.VcfSha256), Parts(c.AssayIds), [.. rules.Files.Select(f => new ReportSourceFile(f.Id, f.Version, f.Sha256))],
            Software.Version);

        static string[] Parts(string joined) => joined.Split(';', StringSplitOptions.RemoveEmptyEntries);
    }

    static ReportAmendment? AmendmentOf(ReportBasis basis) => basis.Records.Replaces is not { } old ? null
        : new(old.Version, ReportTime.Of(old.Issued, basis.Evidence.Zone), basis.Records.Conclusion.Reason,
            ReportTexts.OfOr($"reason.{basis.Records.Conclusion.Reason}", basis.Records.Conclusion.Reason), basis.Records.Remark);
}
