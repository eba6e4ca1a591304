using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Requests.Consultations;

/// <summary>Consultations, who was invited, and what they decided.</summary>
public static class ConsultationTables
{
    /// <summary>Consultations.</summary>
    public static DbSet<Consultation> Consultations(this LimsDb db) => db.Set<Consultation>();

    /// <summary>Invited departments.</summary>
    public static DbSet<ConsultationInvite> ConsultationInvites(this LimsDb db) => db.Set<ConsultationInvite>();

    /// <summary>Decisions.</summary>
    public static DbSet<ConsultationDecision> ConsultationDecisions(this LimsDb db) => db.Set<ConsultationDecision>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Consultation>("Consultations", e =>
            {
                e.HasIndex(c => c.Code).IsUnique();
                e.HasIndex(c => c.PublicId).IsUnique();
                e.HasIndex(c => c.SubjectId);
                e.HasIndex(c => new { c.IsOpen, c.Urgent, c.ResponseDue }).IsDescending(true, true, false);
                e.HasOne<Subject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<Consultation, Subject>(c => c.SubjectId);
            model.Table<ConsultationInvite>("ConsultationInvites", e =>
            {
                e.HasIndex(i => i.PublicId).IsUnique();
                e.HasIndex(i => new { i.ConsultationId, i.Department }).IsUnique();
                e.HasOne<Consultation>().WithMany().HasForeignKey(i => i.ConsultationId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<ConsultationInvite, Consultation>(i => i.ConsultationId);
            model.Table<ConsultationDecision>("ConsultationDecisions", e =>
            {
                e.HasIndex(d => d.ConsultationId);
                e.HasOne<Consultation>().WithMany().HasForeignKey(d => d.ConsultationId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<ConsultationDecision, Consultation>(d => d.ConsultationId);
        }
    }
}
