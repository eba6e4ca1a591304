using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims;

/// <summary>Reads what a clinician may know of the persons of the actor's sites.</summary>
public sealed class SubjectVerdictQueries(LimsDb db, CaseAnalysis analysis, AdviceQueries advice, SubjectQueries subjects,
    NoticeQueries notices)
{
    const string OlderName = "legacy-";
    readonly CaseSentences sentences = new(analysis.Clinical);

    /// <summary>What a clinician may know of a person; null where the actor sees no such person.</summary>
    /// <param name="id">Public id of the person.</param>
    /// <param name="withIdentity">What identifies the person is read too: whoever asks may read it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<SubjectVerdict?> FindAsync(Guid id, bool withIdentity, CancellationToken stop = default)
    {
        if (await subjects.FindAsync(id, stop) is not { } subject) return null;
        var identity = withIdentity ? await subjects.IdentityAsync(subject.Id, stop) : null;
        var consent = await ConsentCheck.NewestAsync(db, subject.Id, stop);
        var refused = ConsentCheck.Forbids(analysis.Biobank, ConsentStep.Analysis, subject, consent)
            ?? ConsentCheck.Forbids(analysis.Biobank, ConsentStep.Report, subject, consent);
        if (refused is not null || analysis.Evidence(db, subject.Id) is not { } all)
            return new(subject, identity, refused, [], null, null, new(0, null, 0, 0), null);

        var signed = await advice.SignedAsync(subject.Id, stop);
        var newest = await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject.Id && c.ForReport)
            .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
        var isWaiting = newest is not null && newest.Id != signed?.Id;
        var limit = EvidenceLimit.Of(signed);
        var answers = await db.ClinicalFacts().AsNoTracking().Where(f => f.SubjectId == subject.Id).ToListAsync(stop);
        var picture = ClinicalPicture.Of(answers, analysis.Clinical.Picture, db.Clock.DayOf(db.Clock.GetUtcNow()));
        var today = await AdviceAsync(subject.Id, picture, answers.Count, limit, all, stop);
        return new(subject, identity, null, await UrgentAsync(subject.Id, signed, newest, today.Answer, stop),
            signed is null ? null : await FileOfAsync(signed, limit, all, today.Answer, stop),
            isWaiting ? new(newest!.Version, newest.Issued, await db.ReviewItems().CountAsync(
                i => i.SubjectId == subject.Id && i.State == ReviewState.Second, stop)) : null,
            await ProgressAsync(subject.Id, all, stop), today);
    }

    /// <summary>
    /// What answers of the clinical picture have changed of the advice that rests on signed evidence; empty where the actor
    /// sees no such person, and without consent.
    /// </summary>
    /// <param name="id">Public id of the person.</param>
    /// <param name="answers">How many answers there were before.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<IReadOnlyList<AdviceChange>> ChangesSinceAsync(Guid id, int answers, CancellationToken stop = default)
    {
        if (await subjects.FindAsync(id, stop) is not { } subject) return [];
        var limit = EvidenceLimit.Of(await advice.SignedAsync(subject.Id, stop), answers);
        if (analysis.Evidence(db, subject.Id, limit) is not { } before || analysis.Evidence(db, subject.Id) is not { } all) return [];
        limit = limit.WithEveryAnswer();
        var now = analysis.Advise(analysis.Evidence(db, subject.Id, limit)!);
        return new AnswerChanges(analysis.Clinical, advice.Effect(now, limit, all).HeldBack).Between(analysis.Advise(before), now);
    }

    async Task<SignedConclusion> FileOfAsync(Conclusion signed, EvidenceLimit limit, CaseEvidence all, CaseAnswer answer,
        CancellationToken stop)
    {
        var said = StatementJson.Of(signed).Where(s => !s.IsUrgent).ToList();
        var codes = limit.WithdrawnValues(all);
        var withdrawn = await db.AssayResults().AsNoTracking().Where(a => codes.Contains(a.Code)).OrderBy(a => a.Id).ToListAsync(stop);
        return new(signed, said, [.. said.Where(s => CaseSentences.OpenCodes.Contains(s.Code))],
            SignOff.Both(await db.SignOffs().AsNoTracking().Where(r => r.ConclusionId == signed.Id).ToListAsync(stop)),
            [.. withdrawn.Select(a => new WithdrawnValue(analysis.Clinical.Assay(a.Analyte, a.Method), a))], limit.WithdrawnFiles(all),
            answer.Statements.Prepend(answer.Headline).FirstOrDefault(s => s.Text == said[0].Text)?.Row is JoinRow row
                ? answer.Reading.Analytes.FirstOrDefault(a => a.Join == row)?.Certainty : null);
    }

    // Nobody waits for a signature with what is urgent. What is not signed adds an alarm and takes none away.
    async Task<IReadOnlyList<UrgentWord>> UrgentAsync(int subject, Conclusion? signed, Conclusion? newest, CaseAnswer answer,
        CancellationToken stop)
    {
        var notified = await notices.OfAsync(subject, stop);
        var agreed = signed is null ? [] : StatementJson.Of(signed).Where(s => s.IsUrgent).Select(s => s.Sentence()).ToList();
        var found = newest is null ? [] : StatementJson.Of(newest).Where(s => s.IsUrgent).Select(s => s.Sentence());
        return [.. agreed.Concat(found).Concat(answer.Urgent.Select(u => u.Text.In()))
            .Concat(notified.Where(n => n.End is null).Select(n => n.Notice.Text.In())).Distinct()
            .Select(text => new UrgentWord(text, agreed.Contains(text) ? signed!.Version : null,
                notified.FirstOrDefault(n => n.Notice.Text.In() == text)))
            .OrderBy(word => word.SignedVersion is null ? 0 : 1)];
    }

    async Task<CaseProgress> ProgressAsync(int subject, CaseEvidence all, CancellationToken stop)
    {
        var samples = await db.Samples().AsNoTracking().Where(s => s.SubjectId == subject && s.Retracted == null).ToListAsync(stop);
        var received = samples.Where(s => s.Received is not null).MaxBy(s => s.Received!.Value.At);
        return new(samples.Count, received?.Received, all.Intakes.Count, all.Assays.Count);
    }

    async Task<SignedAdvice> AdviceAsync(int subject, ClinicalPicture picture, int answers, EvidenceLimit limit, CaseEvidence all,
        CancellationToken stop)
    {
        var evidence = analysis.Evidence(db, subject, limit)!;
        var answer = analysis.Advise(evidence);
        var codes = answer.Reading.Values.Select(v => v.Assay.Id).ToList();
        var results = await db.AssayResults().AsNoTracking().Where(a => codes.Contains(a.Code)).ToDictionaryAsync(a => a.Code, stop);
        return new(picture, answers, answer,
            [.. answer.Reading.Values.Select(v => (Value: v, Result: results[v.Assay.Id]))
                .Select(v => new ReadValue(v.Value, v.Result, sentences.Meaning(v.Value), SideOf(v.Value, v.Result)))],
            [.. answer.Reading.Genes.Values.SelectMany(g => g.Carried).Select(a => new ReadAllele(a, OlderNameOf(a, evidence)))],
            [.. answer.Statements.Where(s => CaseSentences.NextCodes.Contains(s.Code)).Select(s => s.Text)],
            advice.Effect(answer, limit, all));
    }

    static int SideOf(AssayReading value, AssayResult result) =>
        value.High < result.IntervalLow ? -1 : value.Low > result.IntervalHigh ? 1
        : result.IntervalLow is null && value.IsLow ? -1 : 0;

    static string? OlderNameOf(CarriedAllele allele, CaseEvidence evidence) => evidence.Findings
        .Where(f => f.Call.Copies > 0 && (allele.HotSpot is { } spot ? f.Call.HotSpot == spot
            : f.Call.HotSpot is null && FindingStatements.CaseNameOf(f.Call) == allele.Name))
        .SelectMany(f => f.Call.Notes).FirstOrDefault(note => note.StartsWith(OlderName, StringComparison.Ordinal))?[OlderName.Length..];
}
